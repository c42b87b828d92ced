@NullMarked
package org.vouch.healthcode.scan;

import org.jspecify.annotations.NullMarked;
