/** Staff in PostgreSQL. */
@NullMarked
package org.vouch.identity.staff.store;

import org.jspecify.annotations.NullMarked;
