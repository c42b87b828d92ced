package org.vouch.identity.token.web;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token request's parameters (RFC 6749 section 3.2): each at most once, an empty one as good as none. Never printed. */
final class TokenRequest {
    private final MultivaluedMap<String, String> form;

    TokenRequest(MultivaluedMap<String, String> form) {
        this.form = form;
    }

    boolean repeats() {
        return form.values().stream().anyMatch(values -> values.size() > 1);
    }

    @Nullable
    String get(String name) {
        var value = form.getFirst(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** A client's id and secret. Never printed. */
    record Credentials(String id, String secret) {
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    /** From HTTP Basic, both halves form-encoded (RFC 6749 section 2.3.1); empty where the header is none. */
    static Optional<Credentials> basic(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            var text = new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Credentials(decoded(text.substring(0, colon)), decoded(text.substring(colon + 1))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "TokenRequest";
    }
}
