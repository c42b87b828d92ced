/** Signer and witnesses, as this service calls them. */
@NullMarked
package org.vouch.audit.log.http;

import org.jspecify.annotations.NullMarked;
