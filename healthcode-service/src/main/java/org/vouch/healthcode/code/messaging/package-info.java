/** Facts as they come in from Kafka. */
@NullMarked
package org.vouch.healthcode.code.messaging;

import org.jspecify.annotations.NullMarked;
