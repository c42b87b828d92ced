/** Alerts from Kafka. */
@NullMarked
package org.vouch.audit.alerts.messaging;

import org.jspecify.annotations.NullMarked;
