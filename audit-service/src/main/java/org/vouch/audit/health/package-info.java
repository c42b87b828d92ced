/** Ready only when records are being read and watched. */
@NullMarked
package org.vouch.audit.health;

import org.jspecify.annotations.NullMarked;
