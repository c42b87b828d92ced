/** Events committed with the state change that made them true, and relayed to Kafka at least once. */
@NullMarked
package org.vouch.audit.client.outbox;

import org.jspecify.annotations.NullMarked;
