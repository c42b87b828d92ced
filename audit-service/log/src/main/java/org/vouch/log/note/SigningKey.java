package org.vouch.log.note;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.vouch.log.note.VerifierKey.Type;

/** A private key and the name it signs under. */
public final class SigningKey {
    private final VerifierKey verifier;
    private final PrivateKey key;

    private SigningKey(VerifierKey verifier, PrivateKey key) {
        this.verifier = verifier;
        this.key = key;
    }

    /** A new key of the JDK's secure random generator. */
    public static SigningKey make(String name, Type type) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(new VerifierKey(name, type, pair.getPublic()), pair.getPrivate());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Ed25519 is part of every JDK since 15", e);
        }
    }

    /** As {@link #secret} wrote it. */
    public static SigningKey read(String secret) throws MalformedNote {
        var lines = secret.split("\n", -1);
        if (lines.length != 3) {
            throw new MalformedNote("not a signing key");
        }
        var verifier = VerifierKey.parse(lines[0]);
        try {
            var key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines[1])));
            return new SigningKey(verifier, key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without the cause: its message may quote the key.
            throw new MalformedNote("not a signing key");
        }
    }

    /** The verifier key and the private key (PKCS #8 in base64), a line each. */
    public String secret() {
        return verifier.text() + "\n" + Base64.getEncoder().encodeToString(key.getEncoded()) + "\n";
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /** A note of this text, signed with a key of type {@link Type#NOTE}. */
    public SignedNote sign(String text) {
        if (verifier.type() != Type.NOTE) {
            throw new IllegalStateException("a witness's key signs no notes");
        }
        var note = new SignedNote(text, List.of());
        return note.and(List.of(line(Ed25519.sign(key, note.bytes()))));
    }

    /** The cosignature of a witness's key: that this is the largest consistent tree it had seen by then. */
    public SignatureLine cosign(SignedNote note, Instant now) {
        if (verifier.type() != Type.COSIGNATURE) {
            throw new IllegalStateException("a log's key cosigns nothing");
        }
        var time = now.getEpochSecond();
        var signature = Ed25519.sign(key, VerifierKey.cosigned(note, time));
        return line(ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(time)
                .put(signature)
                .array());
    }

    private SignatureLine line(byte[] signature) {
        return new SignatureLine(verifier.name(), verifier.id(), signature);
    }

    @Override
    public String toString() {
        return "SigningKey of " + verifier.name();
    }
}
