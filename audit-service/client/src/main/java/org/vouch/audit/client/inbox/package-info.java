/** Events taken in once: the event's id is stored in the transaction of its effect. */
@NullMarked
package org.vouch.audit.client.inbox;

import org.jspecify.annotations.NullMarked;
