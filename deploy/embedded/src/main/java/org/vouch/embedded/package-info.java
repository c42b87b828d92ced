/** PostgreSQL and Kafka without Docker: real servers inside or beside this JVM, for the launcher and for every module's tests. */
@NullMarked
package org.vouch.embedded;

import org.jspecify.annotations.NullMarked;
