/** Which clients and which of the issuer's keys are good no more. */
@NullMarked
package org.vouch.audit.client.revocation;

import org.jspecify.annotations.NullMarked;
