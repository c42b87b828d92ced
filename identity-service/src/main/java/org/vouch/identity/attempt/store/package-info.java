/** Attempts in PostgreSQL, one for all replicas. */
@NullMarked
package org.vouch.identity.attempt.store;

import org.jspecify.annotations.NullMarked;
