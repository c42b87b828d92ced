/** Tests. */
@NullMarked
package org.vouch.simulator;

import org.jspecify.annotations.NullMarked;
