@NullMarked
package org.vouch.healthcode.code;

import org.jspecify.annotations.NullMarked;
