@NullMarked
package org.vouch.healthcode.code.messaging;

import org.jspecify.annotations.NullMarked;
