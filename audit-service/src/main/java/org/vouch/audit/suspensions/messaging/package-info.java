/** Enforcements for every service, by way of the outbox. */
@NullMarked
package org.vouch.audit.suspensions.messaging;

import org.jspecify.annotations.NullMarked;
