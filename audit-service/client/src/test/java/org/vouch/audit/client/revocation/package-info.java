/** Revocations as identity-service tells them. */
@NullMarked
package org.vouch.audit.client.revocation;

import org.jspecify.annotations.NullMarked;
