package org.vouch.healthcode.pass;

import static java.util.Objects.requireNonNull;

import com.google.crypto.tink.util.Bytes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * Signs passes with the first of the configured keys and knows the public half of all. A key's id is the first four
 * bytes of its thumbprint (RFC 7638), so that it follows from the key and fits into a pass; two keys of one id end the
 * start.
 */
@ApplicationScoped
public class PassKeys {
    /** ECDSA over P-256 with SHA-256, the signature as r and s of 32 bytes each. */
    private static final String ES256 = "SHA256withECDSAinP1363Format";

    private static final Bytes NOTHING = Bytes.copyFrom(new byte[0]);
    private static final String CURVE = "P-256";

    private final List<Key> keys;

    private record Key(Bytes id, EllipticCurveJsonWebKey pair) {
        @Override
        public String toString() {
            return "Key";
        }
    }

    /** The public half of a key as a JWK (RFC 7517). */
    public record PublicKey(String kty, String crv, String alg, String use, String kid, String x, String y) {}

    PassKeys(PassConfig config) {
        this.keys = read(config.signingKeys());
    }

    void check(@Observes StartupEvent event) {
        if (!verify(signingKeyId(), NOTHING, sign(NOTHING))) {
            throw new IllegalStateException("the two halves of the signing key of passes do not belong together");
        }
    }

    Bytes signingKeyId() {
        return keys.get(0).id();
    }

    Bytes sign(Bytes bytes) {
        try {
            var signature = Signature.getInstance(ES256);
            signature.initSign(requireNonNull(keys.get(0).pair().getPrivateKey()));
            signature.update(bytes.toByteArray());
            return Bytes.copyFrom(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ES256 is part of every JDK", e);
        }
    }

    /** False for an unknown key as for a wrong signature. */
    boolean verify(Bytes keyId, Bytes bytes, Bytes signature) {
        return key(keyId).map(key -> verifies(key, bytes, signature)).orElse(false);
    }

    public List<PublicKey> publicKeys() {
        return keys.stream().map(PassKeys::publicKey).toList();
    }

    private Optional<Key> key(Bytes id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private static boolean verifies(Key key, Bytes bytes, Bytes signature) {
        try {
            var check = Signature.getInstance(ES256);
            check.initVerify(key.pair().getPublicKey());
            check.update(bytes.toByteArray());
            return check.verify(signature.toByteArray());
        } catch (GeneralSecurityException unsound) {
            return false;
        }
    }

    private static PublicKey publicKey(Key key) {
        var open = key.pair().toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        return new PublicKey(
                "EC",
                CURVE,
                "ES256",
                "sig",
                Base64.getUrlEncoder().withoutPadding().encodeToString(key.id().toByteArray()),
                (String) requireNonNull(open.get("x")),
                (String) requireNonNull(open.get("y")));
    }

    private static List<Key> read(Path file) {
        try {
            var keys = new JsonWebKeySet(Files.readString(file))
                    .getJsonWebKeys().stream().map(PassKeys::key).toList();
            if (keys.isEmpty() || keys.get(0).pair().getPrivateKey() == null) {
                throw new IllegalStateException("the signing keys of passes begin with a private key");
            }
            if (keys.stream().map(Key::id).distinct().count() < keys.size()) {
                throw new IllegalStateException("two signing keys of passes have one id");
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException("the signing keys of passes cannot be read", e);
        } catch (JoseException e) {
            throw new IllegalStateException("the signing keys of passes are not a JWK set");
        }
    }

    private static Key key(JsonWebKey key) {
        if (key instanceof EllipticCurveJsonWebKey pair && CURVE.equals(pair.getCurveName())) {
            return new Key(Bytes.copyFrom(pair.calculateThumbprint("SHA-256"), 0, PassBytes.KEY_ID), pair);
        }
        throw new IllegalStateException("the signing keys of passes are EC keys of P-256");
    }
}
