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

    record Refused(Cause cause) implements Grant {}

    /** The errors of RFC 6749 section 5.2 that are given here. */
    enum Cause {
        INVALID_REQUEST("invalid_request", 400),
        INVALID_CLIENT("invalid_client", 401),
        INVALID_GRANT("invalid_grant", 400),
        INVALID_TARGET("invalid_target", 400),
        UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400);

        private final String wire;
        private final int status;

        Cause(String wire, int status) {
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

    static Grant refused(Cause cause) {
        return new Refused(cause);
    }
}
