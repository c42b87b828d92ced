/** What was withdrawn or erased is gone from the database's files as well. */
@NullMarked
package org.vouch.identity.me.store;

import org.jspecify.annotations.NullMarked;
