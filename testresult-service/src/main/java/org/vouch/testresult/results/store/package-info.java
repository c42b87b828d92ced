/** Reports and results in PostgreSQL, a group of reports in one transaction. */
@NullMarked
package org.vouch.testresult.results.store;

import org.jspecify.annotations.NullMarked;
