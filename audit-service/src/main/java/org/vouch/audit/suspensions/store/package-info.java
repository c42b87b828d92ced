/** Suspensions in PostgreSQL. */
@NullMarked
package org.vouch.audit.suspensions.store;

import org.jspecify.annotations.NullMarked;
