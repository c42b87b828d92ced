/** Shields in PostgreSQL. */
@NullMarked
package org.vouch.audit.shields.store;

import org.jspecify.annotations.NullMarked;
