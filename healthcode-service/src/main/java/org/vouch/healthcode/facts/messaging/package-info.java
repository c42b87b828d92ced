/** Facts as they come in from Kafka. */
@NullMarked
package org.vouch.healthcode.facts.messaging;

import org.jspecify.annotations.NullMarked;
