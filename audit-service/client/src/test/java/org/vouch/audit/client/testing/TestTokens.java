package org.vouch.audit.client.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens as identity-service issues them, signed by a key pair made once per JVM. The pair is kept in a system
 * property, because a test framework loads this class several times.
 */
public final class TestTokens {
    public static final String ISSUER = "http://localhost:8081";
    public static final List<String> EVERY_SERVICE =
            List.of("identity-service", "healthcode-service", "testresult-service", "audit-service");

    private static final String KEY = "vouch.test.tokens.jwk";
    private static final String SPARE = "vouch.test.tokens.spare.jwk";
    private static final String KEYS_URL = "vouch.test.tokens.url";

    /** A lock that all copies of this class share. */
    private static final Object OF_THE_JVM = System.class;

    private TestTokens() {}

    /** Where the public half is: a JWK set in a file. */
    public static URI keysUrl() {
        synchronized (OF_THE_JVM) {
            var url = System.getProperty(KEYS_URL);
            if (url == null) {
                url = publish(key(), spare());
                System.setProperty(KEYS_URL, url);
            }
            return URI.create(url);
        }
    }

    /** The pair; its key id is stable within the JVM. */
    public static PublicJsonWebKey key() {
        return kept(KEY);
    }

    /** Another pair of the issuer's, for the one test that revokes it: nobody else may count on it. */
    public static PublicJsonWebKey spare() {
        return kept(SPARE);
    }

    private static PublicJsonWebKey kept(String property) {
        synchronized (OF_THE_JVM) {
            try {
                var known = System.getProperty(property);
                if (known != null) {
                    return PublicJsonWebKey.Factory.newPublicJwk(known);
                }
                var made = freshKey();
                System.setProperty(property, made.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
                return made;
            } catch (JoseException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Another pair, whose signatures nobody trusts. */
    public static EllipticCurveJsonWebKey freshKey() {
        try {
            var made = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            made.setKeyId(UUID.randomUUID().toString());
            made.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            return made;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String resident(UUID person) {
        return client("resident", person.toString(), null, null);
    }

    /** A client of this role, with a label and an organisation of its own. */
    public static String client(String role, String id) {
        return client(role, id, "Label of " + id, "org-of-" + id);
    }

    public static String client(String role, String id, @Nullable String label, @Nullable String organisation) {
        return token(claims -> {
            claims.setSubject(id);
            claims.setStringListClaim("groups", role);
            if (label != null) {
                claims.setStringClaim("label", label);
            }
            if (organisation != null) {
                claims.setStringClaim("org", organisation);
            }
        });
    }

    /** A sound token changed by {@code change}. */
    public static String token(Consumer<JwtClaims> change) {
        var claims = sound();
        change.accept(claims);
        return sign(claims, "at+jwt", key());
    }

    /** Claims that every service accepts once a subject and a role are set: all audiences, five minutes of life. */
    public static JwtClaims sound() {
        var now = Instant.now().getEpochSecond();
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(EVERY_SERVICE);
        claims.setSubject(UUID.randomUUID().toString());
        claims.setStringListClaim("groups", "resident");
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + 300));
        return claims;
    }

    public static String sign(JwtClaims claims, String type, PublicJsonWebKey key) {
        try {
            var jws = new JsonWebSignature();
            jws.setHeader("typ", type);
            jws.setKeyIdHeaderValue(key.getKeyId());
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            jws.setKey(key.getPrivateKey());
            jws.setPayload(claims.toJson());
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String publish(PublicJsonWebKey... keys) {
        try {
            var file = Files.createTempFile("vouch-test-keys", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
            return file.toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
