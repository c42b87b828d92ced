/** Events of this service that are committed with what a session changes. */
@NullMarked
package org.vouch.audit.outbox.messaging;

import org.jspecify.annotations.NullMarked;
