@NullMarked
package org.vouch.healthcode.sampling;

import org.jspecify.annotations.NullMarked;
