/** Tests. */
@NullMarked
package org.vouch.audit.pseudonym;

import org.jspecify.annotations.NullMarked;
