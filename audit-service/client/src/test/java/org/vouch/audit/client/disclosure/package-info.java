/** The gate seen red: what the compiler refuses. */
@NullMarked
package org.vouch.audit.client.disclosure;

import org.jspecify.annotations.NullMarked;
