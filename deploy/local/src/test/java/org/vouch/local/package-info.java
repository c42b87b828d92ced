/** Tests of the launcher's own parts. */
@NullMarked
package org.vouch.local;

import org.jspecify.annotations.NullMarked;
