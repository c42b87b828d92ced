/** Tests. */
@NullMarked
package org.vouch.audit.suspensions;

import org.jspecify.annotations.NullMarked;
