/** Rules over what one requester did lately; pure, replayable. */
@NullMarked
package org.vouch.audit.detection;

import org.jspecify.annotations.NullMarked;
