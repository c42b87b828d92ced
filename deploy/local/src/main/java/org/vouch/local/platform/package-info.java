/** Starting, watching and stopping the processes of a local platform. */
@NullMarked
package org.vouch.local.platform;

import org.jspecify.annotations.NullMarked;
