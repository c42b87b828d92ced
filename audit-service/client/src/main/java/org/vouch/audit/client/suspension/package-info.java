/** Which requesters have lost the right to look at others. */
@NullMarked
package org.vouch.audit.client.suspension;

import org.jspecify.annotations.NullMarked;
