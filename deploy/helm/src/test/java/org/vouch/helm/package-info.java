/** The chart, rendered as an installation would, and held to what it promises. */
@NullMarked
package org.vouch.helm;

import org.jspecify.annotations.NullMarked;
