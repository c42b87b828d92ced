/** The same POST with the same key gives the first answer again. */
@NullMarked
package org.vouch.audit.client.idempotency;

import org.jspecify.annotations.NullMarked;
