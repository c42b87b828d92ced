/** Somebody else's code, opened once by a presence proof. */
@NullMarked
package org.vouch.healthcode.lookup;

import org.jspecify.annotations.NullMarked;
