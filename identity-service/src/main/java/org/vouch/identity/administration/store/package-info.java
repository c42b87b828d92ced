/** What was done with keys and staff accounts, in PostgreSQL. */
@NullMarked
package org.vouch.identity.administration.store;

import org.jspecify.annotations.NullMarked;
