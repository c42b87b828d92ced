/** How many attacks the detector sees, how soon, and at what price in false alarms. */
@NullMarked
package org.vouch.bench.detection;

import org.jspecify.annotations.NullMarked;
