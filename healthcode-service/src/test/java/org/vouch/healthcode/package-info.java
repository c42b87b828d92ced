@NullMarked
package org.vouch.healthcode;

import org.jspecify.annotations.NullMarked;
