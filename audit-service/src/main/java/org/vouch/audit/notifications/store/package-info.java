/** Notifications that wait, in PostgreSQL. */
@NullMarked
package org.vouch.audit.notifications.store;

import org.jspecify.annotations.NullMarked;
