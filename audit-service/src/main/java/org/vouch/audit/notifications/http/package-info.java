/** Webhooks by HTTP. */
@NullMarked
package org.vouch.audit.notifications.http;

import org.jspecify.annotations.NullMarked;
