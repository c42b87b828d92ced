/** Who has lost the right to look at others, why and until when. */
@NullMarked
package org.vouch.audit.suspensions;

import org.jspecify.annotations.NullMarked;
