package org.vouch.identity.token.web;

import jakarta.ws.rs.core.MediaType;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token request's parameters (RFC 6749 section 3.2): each at most once, an empty one as good as none. Never printed. */
final class TokenRequest {
    private final Map<String, List<String>> form;

    private TokenRequest(Map<String, List<String>> form) {
        this.form = form;
    }

    /** From a form, in UTF-8 where it does not say otherwise (RFC 6749 appendix B); empty where the body is none. */
    static Optional<TokenRequest> read(@Nullable MediaType type, byte[] body) {
        var form = new HashMap<String, List<String>>();
        try {
            var charset = charset(type);
            for (var pair : new String(body, charset).split("&")) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                form.computeIfAbsent(URLDecoder.decode(name, charset), first -> new ArrayList<>())
                        .add(URLDecoder.decode(value, charset));
            }
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        return Optional.of(new TokenRequest(form));
    }

    /** Fails with an {@link IllegalArgumentException} where there is none of that name. */
    private static Charset charset(@Nullable MediaType type) {
        var name = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    }

    boolean repeats() {
        return form.values().stream().anyMatch(values -> values.size() > 1);
    }

    @Nullable
    String get(String name) {
        return form.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(null);
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
                    : Optional.of(new Credentials(
                            URLDecoder.decode(text.substring(0, colon), StandardCharsets.UTF_8),
                            URLDecoder.decode(text.substring(colon + 1), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "TokenRequest";
    }
}
