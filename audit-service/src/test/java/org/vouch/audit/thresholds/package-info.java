/** Tests of changing thresholds. */
@NullMarked
package org.vouch.audit.thresholds;

import org.jspecify.annotations.NullMarked;
