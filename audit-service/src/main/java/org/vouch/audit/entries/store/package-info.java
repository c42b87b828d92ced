/** Entries in PostgreSQL. */
@NullMarked
package org.vouch.audit.entries.store;

import org.jspecify.annotations.NullMarked;
