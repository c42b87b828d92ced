/** Announced colours and erased persons in PostgreSQL. */
@NullMarked
package org.vouch.healthcode.code.store;

import org.jspecify.annotations.NullMarked;
