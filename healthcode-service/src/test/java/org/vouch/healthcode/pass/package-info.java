@NullMarked
package org.vouch.healthcode.pass;

import org.jspecify.annotations.NullMarked;
