/** A face that is moved like a puppet: what an active challenge alone cannot tell from a person. */
@NullMarked
package org.vouch.puppet;

import org.jspecify.annotations.NullMarked;
