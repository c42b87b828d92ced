/** How often a face may be tried on a document. */
@NullMarked
package org.vouch.identity.attempt;

import org.jspecify.annotations.NullMarked;
