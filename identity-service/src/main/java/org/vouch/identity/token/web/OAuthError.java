package org.vouch.identity.token.web;

import org.vouch.identity.token.Grant;

/** Carries an OAuth error to the edge, where it becomes the JSON of RFC 6749 section 5.2. */
final class OAuthError extends RuntimeException {
    private final Grant.Cause error;

    OAuthError(Grant.Cause error) {
        super(error.wire(), null, false, false);
        this.error = error;
    }

    Grant.Cause error() {
        return error;
    }
}
