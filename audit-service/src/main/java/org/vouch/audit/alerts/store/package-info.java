/** Alerts in PostgreSQL. */
@NullMarked
package org.vouch.audit.alerts.store;

import org.jspecify.annotations.NullMarked;
