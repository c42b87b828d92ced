/** What was done with keys and staff accounts, on record. */
@NullMarked
package org.vouch.identity.administration;

import org.jspecify.annotations.NullMarked;
