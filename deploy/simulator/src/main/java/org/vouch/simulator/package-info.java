/** A made-up town, who looks at whom in it, and who abuses that. */
@NullMarked
package org.vouch.simulator;

import org.jspecify.annotations.NullMarked;
