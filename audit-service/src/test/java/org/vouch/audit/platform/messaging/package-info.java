/** What other services say of the platform itself. */
@NullMarked
package org.vouch.audit.platform.messaging;

import org.jspecify.annotations.NullMarked;
