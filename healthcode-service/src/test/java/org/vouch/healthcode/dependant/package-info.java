@NullMarked
package org.vouch.healthcode.dependant;

import org.jspecify.annotations.NullMarked;
