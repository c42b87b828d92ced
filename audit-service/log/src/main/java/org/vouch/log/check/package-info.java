/** Checks the log from what it serves, with code of its own: of the rest of this module it has the hash alone. */
@NullMarked
package org.vouch.log.check;

import org.jspecify.annotations.NullMarked;
