package org.vouch.audit.client.testing;

import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/**
 * What no service may take for an access token (RFC 9068, RFC 7519, RFC 8725): every {@link ForgedJws}, and what the issuer
 * signed but not as an access token, for another service, or for another time. The same table tells what must be taken.
 */
public final class ForgedAccessTokens {
    private static final String TYPE = "at+jwt";

    private final List<Forged> all = new ArrayList<>();
    private final long now = Instant.now().getEpochSecond();

    private ForgedAccessTokens() {}

    /** Tokens that differ from the forged ones in nothing but that they are sound. */
    public static List<String> sound() {
        var now = Instant.now().getEpochSecond();
        var claims = TestTokens.sound();
        var header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\""
                + TestTokens.key().getKeyId() + "\"}";
        return List.of(
                TestTokens.token(unchanged -> {}),
                RawJws.of(header, claims.toJson()).signedBy(TestTokens.key().getPrivateKey()),
                TestTokens.token(one -> one.setNotBefore(NumericDate.fromSeconds(now))),
                TestTokens.token(one -> {
                    one.setIssuedAt(NumericDate.fromSeconds(now));
                    one.setExpirationTime(NumericDate.fromSeconds(now + 600));
                }));
    }

    /** {@code elsewhere} is where nobody may look for a key. */
    public static List<Forged> all(URI elsewhere) {
        var table = new ForgedAccessTokens();
        table.all.addAll(ForgedJws.of(TestTokens.sound(), TYPE, TestTokens.key(), elsewhere));
        table.headers();
        table.parties();
        table.times();
        table.callers();
        return List.copyOf(table.all);
    }

    private void add(String how, Consumer<JwtClaims> change) {
        all.add(new Forged(how, TestTokens.token(change)));
    }

    private void headed(String how, String header) {
        var token = RawJws.of(header, TestTokens.sound().toJson())
                .signedBy(TestTokens.key().getPrivateKey());
        all.add(new Forged(how, token));
    }

    /** RFC 8725 section 3.11: a token of one kind is none of another. */
    private void headers() {
        var keyId = TestTokens.key().getKeyId();
        for (var type : List.of("JWT", "jwt", "presence+jwt", "application/presence+jwt", "", "at", "at+jwt,JWT")) {
            all.add(new Forged("typ '" + type + "'", TestTokens.sign(TestTokens.sound(), type, TestTokens.key())));
        }
        headed("typ missing", "{\"alg\":\"ES256\",\"kid\":\"" + keyId + "\"}");
        headed("typ a number", "{\"alg\":\"ES256\",\"typ\":1,\"kid\":\"" + keyId + "\"}");
        headed("typ a list", "{\"alg\":\"ES256\",\"typ\":[\"at+jwt\"],\"kid\":\"" + keyId + "\"}");
        headed("kid missing", "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}");
        headed("kid null", "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":null}");
        headed("kid a number", "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":7}");
        headed("kid a list", "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":[\"" + keyId + "\"]}");
    }

    /** RFC 8725 sections 3.8 and 3.9. */
    private void parties() {
        add("iss missing", claims -> claims.unsetClaim("iss"));
        for (var issuer :
                List.of("http://elsewhere", TestTokens.ISSUER + "/", TestTokens.ISSUER.toUpperCase(Locale.ROOT), "")) {
            add("iss '" + issuer + "'", claims -> claims.setIssuer(issuer));
        }
        add("iss a number", claims -> claims.setClaim("iss", 5));
        add("iss a list", claims -> claims.setClaim("iss", List.of(TestTokens.ISSUER)));
        add("aud missing", claims -> claims.unsetClaim("aud"));
        add("aud empty", claims -> claims.setClaim("aud", List.of()));
        add("aud null", claims -> claims.setClaim("aud", null));
        add("aud a number", claims -> claims.setClaim("aud", 5));
        add("aud a list of another kind", claims -> claims.setClaim("aud", List.of(5, TestTokens.EVERY_SERVICE)));
        add("aud an object", claims -> claims.setClaim("aud", Map.of("x", TestTokens.EVERY_SERVICE)));
        add("aud elsewhere", claims -> claims.setAudience("elsewhere", "*", ""));
        add("aud all in one", claims -> claims.setAudience(String.join(" ", TestTokens.EVERY_SERVICE)));
        add(
                "aud in capitals",
                claims -> claims.setAudience(TestTokens.EVERY_SERVICE.stream()
                        .map(service -> service.toUpperCase(Locale.ROOT))
                        .toList()));
    }

    /** RFC 7519 sections 4.1.4 to 4.1.6, and at most the ten minutes of the API. */
    private void times() {
        add("exp missing", claims -> claims.unsetClaim("exp"));
        add("exp null", claims -> claims.setClaim("exp", null));
        add("exp now", claims -> claims.setExpirationTime(NumericDate.fromSeconds(now)));
        add("exp a second ago", claims -> claims.setExpirationTime(NumericDate.fromSeconds(now - 1)));
        add("exp long ago", claims -> {
            claims.setIssuedAt(NumericDate.fromSeconds(1_700_000_000));
            claims.setExpirationTime(NumericDate.fromSeconds(1_700_000_300));
        });
        add("exp negative", claims -> claims.setClaim("exp", -now));
        add("exp a text", claims -> claims.setClaim("exp", String.valueOf(now + 300)));
        add("exp in milliseconds", claims -> claims.setClaim("exp", (now + 300) * 1_000));
        add("exp beyond every number", claims -> claims.setClaim("exp", new BigInteger("9".repeat(30))));
        add("exp later than the longest life", claims -> {
            claims.setIssuedAt(NumericDate.fromSeconds(now));
            claims.setExpirationTime(NumericDate.fromSeconds(now + 601));
        });
        add("iat missing", claims -> claims.unsetClaim("iat"));
        add("iat to come", claims -> claims.setIssuedAt(NumericDate.fromSeconds(now + 60)));
        add("iat a text", claims -> claims.setClaim("iat", String.valueOf(now)));
        add("iat before all time", claims -> claims.setClaim("iat", Long.MIN_VALUE));
        add("nbf to come", claims -> claims.setNotBefore(NumericDate.fromSeconds(now + 60)));
        add("nbf in milliseconds", claims -> claims.setClaim("nbf", now * 1_000));
        add("nbf a text", claims -> claims.setClaim("nbf", String.valueOf(now)));
    }

    private void callers() {
        add("sub missing", claims -> claims.unsetClaim("sub"));
        add("sub blank", claims -> claims.setSubject(" "));
        add("sub a number", claims -> claims.setClaim("sub", 5));
        add("groups missing", claims -> claims.unsetClaim("groups"));
        add("groups empty", claims -> claims.setStringListClaim("groups"));
        add("groups unknown", claims -> claims.setStringListClaim("groups", "root"));
        add("groups nobody's", claims -> claims.setStringListClaim("groups", "anonymous"));
        add("groups many", claims -> claims.setStringListClaim("groups", "resident", "admin"));
        add("groups the same twice", claims -> claims.setStringListClaim("groups", "resident", "resident"));
        add("groups numbers", claims -> claims.setClaim("groups", List.of(5)));
    }
}
