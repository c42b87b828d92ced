/** Whether the services obey what the log says. */
@NullMarked
package org.vouch.audit.standing;

import org.jspecify.annotations.NullMarked;
