/** Tests. */
@NullMarked
package org.vouch.audit;

import org.jspecify.annotations.NullMarked;
