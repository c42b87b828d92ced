/** Facts in PostgreSQL. */
@NullMarked
package org.vouch.healthcode.facts.store;

import org.jspecify.annotations.NullMarked;
