/** Erasures that identity-service tells of. */
@NullMarked
package org.vouch.audit.log.messaging;

import org.jspecify.annotations.NullMarked;
