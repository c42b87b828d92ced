/** Rules over access records: pure, replayable, the same in the service and in the benchmark. */
@NullMarked
package org.vouch.audit.detection;

import org.jspecify.annotations.NullMarked;
