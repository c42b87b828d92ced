@NullMarked
package org.vouch.healthcode.policy;

import org.jspecify.annotations.NullMarked;
