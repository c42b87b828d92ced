/** The civil-registry simulator: stands in for the state's register of portraits, in its own process. */
@NullMarked
package org.vouch.local.registry;

import org.jspecify.annotations.NullMarked;
