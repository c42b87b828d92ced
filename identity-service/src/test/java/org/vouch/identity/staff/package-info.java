/** Staff accounts. */
@NullMarked
package org.vouch.identity.staff;

import org.jspecify.annotations.NullMarked;
