/** Who may look at whom for a while, as identity-service tells it. */
@NullMarked
package org.vouch.healthcode.delegation;

import org.jspecify.annotations.NullMarked;
