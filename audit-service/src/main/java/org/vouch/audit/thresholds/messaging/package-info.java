/** Tells the rules which thresholds hold from when. */
@NullMarked
package org.vouch.audit.thresholds.messaging;

import org.jspecify.annotations.NullMarked;
