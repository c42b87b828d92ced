@NullMarked
package org.vouch.healthcode.delegation;

import org.jspecify.annotations.NullMarked;
