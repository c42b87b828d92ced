/** The vault's rows in PostgreSQL. */
@NullMarked
package org.vouch.identity.vault.store;

import org.jspecify.annotations.NullMarked;
