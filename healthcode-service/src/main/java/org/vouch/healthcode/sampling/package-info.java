/** Whose sample goes into a tube. */
@NullMarked
package org.vouch.healthcode.sampling;

import org.jspecify.annotations.NullMarked;
