/** Tubes in PostgreSQL, by Hibernate Reactive; entities never leave this package. */
@NullMarked
package org.vouch.testresult.tubes.store;

import org.jspecify.annotations.NullMarked;
