/** Changes of thresholds in PostgreSQL. */
@NullMarked
package org.vouch.audit.thresholds.store;

import org.jspecify.annotations.NullMarked;
