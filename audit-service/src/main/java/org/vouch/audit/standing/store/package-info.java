/** What the log says, from PostgreSQL. */
@NullMarked
package org.vouch.audit.standing.store;

import org.jspecify.annotations.NullMarked;
