/** What the service's tests start from. */
@NullMarked
package org.vouch.healthcode.testing;

import org.jspecify.annotations.NullMarked;
