/** OAuth 2.0 endpoints and published keys. */
@NullMarked
package org.vouch.identity.token.web;

import org.jspecify.annotations.NullMarked;
