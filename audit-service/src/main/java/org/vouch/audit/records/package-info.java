/** How audit-service reads the access records of every service. */
@NullMarked
package org.vouch.audit.records;

import org.jspecify.annotations.NullMarked;
