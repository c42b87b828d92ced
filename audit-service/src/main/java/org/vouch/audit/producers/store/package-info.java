/** What is known of producers, in PostgreSQL. */
@NullMarked
package org.vouch.audit.producers.store;

import org.jspecify.annotations.NullMarked;
