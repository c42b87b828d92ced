/** The log in PostgreSQL. */
@NullMarked
package org.vouch.audit.log.store;

import org.jspecify.annotations.NullMarked;
