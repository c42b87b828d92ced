/** Whether this person is here, now; and the proof of it that somebody else may carry. */
@NullMarked
package org.vouch.identity.presence;

import org.jspecify.annotations.NullMarked;
