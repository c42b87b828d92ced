/** Erasure in PostgreSQL. */
@NullMarked
package org.vouch.testresult.erasure.store;

import org.jspecify.annotations.NullMarked;
