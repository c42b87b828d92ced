/** Bounded work and keys read from files. */
@NullMarked
package org.vouch.identity.platform;

import org.jspecify.annotations.NullMarked;
