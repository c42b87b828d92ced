/** Signed notes, checkpoints and cosignatures of C2SP. */
@NullMarked
package org.vouch.log.note;

import org.jspecify.annotations.NullMarked;
