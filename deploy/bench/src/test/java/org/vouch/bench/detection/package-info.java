/** Tests. */
@NullMarked
package org.vouch.bench.detection;

import org.jspecify.annotations.NullMarked;
