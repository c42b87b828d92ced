/** Revoked keys in PostgreSQL. */
@NullMarked
package org.vouch.identity.signing.store;

import org.jspecify.annotations.NullMarked;
