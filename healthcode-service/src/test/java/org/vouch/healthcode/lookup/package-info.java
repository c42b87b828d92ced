@NullMarked
package org.vouch.healthcode.lookup;

import org.jspecify.annotations.NullMarked;
