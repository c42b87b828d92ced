/** What the rules allow, changed while they run, by two auditors. */
@NullMarked
package org.vouch.audit.thresholds;

import org.jspecify.annotations.NullMarked;
