package org.vouch.identity.token;

import org.jspecify.annotations.Nullable;

/** What a token request comes to. */
public sealed interface Grant {
    /** The refresh token is null where the grant has none. Never printed. */
    record Granted(String accessToken, long lifeInSeconds, @Nullable String refreshToken) implements Grant {
        @Override
        public String toString() {
            return "Granted";
        }
    }

    record Refused(Error error) implements Grant {}

    /** The errors of RFC 6749 section 5.2 that are given here. */
    enum Error {
        INVALID_REQUEST("invalid_request", 400),
        INVALID_CLIENT("invalid_client", 401),
        INVALID_GRANT("invalid_grant", 400),
        INVALID_TARGET("invalid_target", 400),
        UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400);

        private final String wire;
        private final int status;

        Error(String wire, int status) {
            this.wire = wire;
            this.status = status;
        }

        public String wire() {
            return wire;
        }

        public int status() {
            return status;
        }
    }

    static Grant refused(Error error) {
        return new Refused(error);
    }
}
