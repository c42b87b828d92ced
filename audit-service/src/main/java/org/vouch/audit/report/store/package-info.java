/** Counts from PostgreSQL. */
@NullMarked
package org.vouch.audit.report.store;

import org.jspecify.annotations.NullMarked;
