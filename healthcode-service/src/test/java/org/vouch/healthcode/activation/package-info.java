/** Told once, however often a replica starts. */
@NullMarked
package org.vouch.healthcode.activation;

import org.jspecify.annotations.NullMarked;
