/** Keys and passwords of a local platform: made on the first start, readable by their owner only. */
@NullMarked
package org.vouch.local.keys;

import org.jspecify.annotations.NullMarked;
