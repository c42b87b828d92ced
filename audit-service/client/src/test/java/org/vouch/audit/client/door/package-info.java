/** The smallest service that is held to account: what every service gets from this module, tried on it. */
@NullMarked
package org.vouch.audit.client.door;

import org.jspecify.annotations.NullMarked;
