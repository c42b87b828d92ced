/** Which policy colours are decided by, told when it becomes another. */
@NullMarked
package org.vouch.healthcode.activation;

import org.jspecify.annotations.NullMarked;
