/** What other services say of the platform itself: keys, clients, policies. Each such fact is an entry of the log. */
@NullMarked
package org.vouch.audit.platform.messaging;

import org.jspecify.annotations.NullMarked;
