/** Who is calling: the issuer's keys while it is there and while it is away. */
@NullMarked
package org.vouch.audit.client.caller;

import org.jspecify.annotations.NullMarked;
