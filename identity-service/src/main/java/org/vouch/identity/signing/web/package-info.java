/** Revoking keys over HTTP. */
@NullMarked
package org.vouch.identity.signing.web;

import org.jspecify.annotations.NullMarked;
