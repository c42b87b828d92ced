/** Which policies have been in force, in PostgreSQL and as events. */
@NullMarked
package org.vouch.healthcode.activation.store;

import org.jspecify.annotations.NullMarked;
