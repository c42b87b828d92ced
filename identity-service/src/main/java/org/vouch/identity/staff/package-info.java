/** The accounts of officers, auditors and all who work here: invited by a link that is good once, signed in in one browser. */
@NullMarked
package org.vouch.identity.staff;

import org.jspecify.annotations.NullMarked;
