/** Cases and codes of the counter in PostgreSQL. */
@NullMarked
package org.vouch.identity.counter.store;

import org.jspecify.annotations.NullMarked;
