package org.vouch.identity.signing;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.vouch.audit.client.caller.TokenKeys;
import org.vouch.identity.signing.RevokedKeys.Verdict;

/**
 * The platform's signing keys, which this service alone has: signs with the first, publishes and accepts all, so that a
 * key can be added before it signs and kept until its last token has expired. A revoked key does none of these, as if it
 * were not in the file. A file without a usable key stops the start.
 */
@ApplicationScoped
public class SigningKeys implements TokenKeys {
    private static final int AFTER_THE_REVOKED = 20;

    private final List<EllipticCurveJsonWebKey> keys;
    private final KnownRevokedKeys revoked;

    SigningKeys(SigningConfig config, KnownRevokedKeys revoked) {
        this.revoked = revoked;
        try {
            keys = read(Files.readString(config.signingKeys()));
        } catch (IOException | JoseException e) {
            throw new IllegalStateException(
                    "the signing keys cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static List<EllipticCurveJsonWebKey> read(String jwks) throws JoseException {
        var read = new ArrayList<EllipticCurveJsonWebKey>();
        for (var key : new JsonWebKeySet(jwks).getJsonWebKeys()) {
            if (!(key instanceof EllipticCurveJsonWebKey ec)
                    || !EllipticCurves.P_256.equals(ec.getCurveName())
                    || ec.getPrivateKey() == null
                    || ec.getKeyId() == null) {
                throw new IllegalStateException("a signing key is not a private P-256 key with a kid");
            }
            ec.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            ec.setUse("sig");
            read.add(ec);
        }
        if (read.isEmpty()) {
            throw new IllegalStateException("there is no signing key");
        }
        return List.copyOf(read);
    }

    /** After {@link KnownRevokedKeys} has read them. */
    void check(@Observes @Priority(AFTER_THE_REVOKED) StartupEvent event) {
        if (inForce().isEmpty()) {
            throw new IllegalStateException("every signing key is revoked");
        }
    }

    private List<EllipticCurveJsonWebKey> inForce() {
        return keys.stream().filter(key -> !revoked.contains(key.getKeyId())).toList();
    }

    /** Whether the key may be revoked after these others were. */
    Verdict onRevoking(String keyId, Set<String> before) {
        var others = keys.stream()
                .map(EllipticCurveJsonWebKey::getKeyId)
                .filter(other -> !keyId.equals(other) && !before.contains(other));
        if (keys.stream().noneMatch(key -> keyId.equals(key.getKeyId()))) {
            return Verdict.UNKNOWN;
        }
        return others.findAny().isPresent() ? Verdict.ALLOWED : Verdict.LAST;
    }

    @Override
    public Optional<PublicKey> key(String keyId) {
        return inForce().stream()
                .filter(key -> keyId.equals(key.getKeyId()))
                .map(EllipticCurveJsonWebKey::getPublicKey)
                .findFirst();
    }

    /** ES256, compact. */
    public String sign(JwtClaims claims, String type) {
        var first = inForce().get(0);
        var jws = new JsonWebSignature();
        jws.setHeader("typ", type);
        jws.setKeyIdHeaderValue(first.getKeyId());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKey(first.getPrivateKey());
        jws.setPayload(claims.toJson());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("a token cannot be signed");
        }
    }

    /** The public halves as a JWK set (RFC 7517). */
    public String published() {
        return new JsonWebKeySet(inForce()).toJson(OutputControlLevel.PUBLIC_ONLY);
    }
}
