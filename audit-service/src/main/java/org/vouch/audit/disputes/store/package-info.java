/** Disputes in PostgreSQL. */
@NullMarked
package org.vouch.audit.disputes.store;

import org.jspecify.annotations.NullMarked;
