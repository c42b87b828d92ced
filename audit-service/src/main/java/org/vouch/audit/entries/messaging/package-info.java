/** Entries from Kafka. */
@NullMarked
package org.vouch.audit.entries.messaging;

import org.jspecify.annotations.NullMarked;
