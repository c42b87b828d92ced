/** Looks through everything that the running platform keeps for what it must not keep. */
@NullMarked
package org.vouch.local.scan;

import org.jspecify.annotations.NullMarked;
