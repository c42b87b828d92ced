/** Whether the services obey what the log says, and nothing else. */
@NullMarked
package org.vouch.audit.standing;

import org.jspecify.annotations.NullMarked;
