/** Operations' counts from PostgreSQL. */
@NullMarked
package org.vouch.audit.operations.store;

import org.jspecify.annotations.NullMarked;
