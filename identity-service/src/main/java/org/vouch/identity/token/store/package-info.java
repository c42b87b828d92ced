/** Refresh token families in PostgreSQL. */
@NullMarked
package org.vouch.identity.token.store;

import org.jspecify.annotations.NullMarked;
