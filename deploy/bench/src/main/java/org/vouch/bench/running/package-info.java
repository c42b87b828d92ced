/** Benchmarks that call a running local platform; they print, and leave what they did in its data. */
@NullMarked
package org.vouch.bench.running;

import org.jspecify.annotations.NullMarked;
