package org.vouch.log.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Somebody whose signature counts, by the verifier key that was got from them in person (C2SP signed-note). */
final class Keyholder {
    private static final int LOG = 1;
    private static final int WITNESS = 4;

    private final String name;
    private final int kind;
    private final PublicKey key;
    private final String id;

    private Keyholder(String name, int kind, PublicKey key, String id) {
        this.name = name;
        this.kind = kind;
        this.key = key;
        this.id = id;
    }

    static Keyholder log(String vkey) throws Untrue {
        return of(vkey, LOG);
    }

    static Keyholder witness(String vkey) throws Untrue {
        return of(vkey, WITNESS);
    }

    String name() {
        return name;
    }

    /** Two names for one key are one keyholder. */
    String material() {
        return HexFormat.of().formatHex(key.getEncoded());
    }

    /** Whether one of the lines is theirs, for this text; a line that claims to be theirs and is not makes all untrue. */
    boolean signed(String text, Iterable<String> lines) throws Untrue {
        var found = false;
        for (var line : lines) {
            var parts = line.split(" ");
            if (parts.length == 3 && parts[0].equals("\u2014") && parts[1].equals(name)) {
                var bytes = decode(parts[2]);
                if (bytes.length > 4 && HexFormat.of().formatHex(bytes, 0, 4).equals(id)) {
                    if (!verifies(text, Arrays.copyOfRange(bytes, 4, bytes.length))) {
                        throw new Untrue("a signature of " + name + " is forged");
                    }
                    found = true;
                }
            }
        }
        return found;
    }

    private boolean verifies(String text, byte[] signature) {
        if (kind == LOG) {
            return verifies(text.getBytes(StandardCharsets.UTF_8), signature);
        }
        if (signature.length != 72) {
            return false;
        }
        var time = ByteBuffer.wrap(signature).getLong();
        var message = "cosignature/v1\ntime " + time + "\n" + text;
        return time > 0 && verifies(message.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(signature, 8, 72));
    }

    private boolean verifies(byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Keyholder of(String vkey, int kind) throws Untrue {
        var parts = vkey.strip().split("\\+", 3);
        var material = parts.length == 3 ? decode(parts[2]) : new byte[0];
        if (material.length != 33 || material[0] != kind) {
            throw new Untrue("not a verifier key of the kind that is needed: " + vkey.strip());
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((parts[0] + "\n").getBytes(StandardCharsets.UTF_8));
            var id = HexFormat.of().formatHex(digest.digest(material), 0, 4);
            if (!id.equals(parts[1])) {
                throw new Untrue("the id of a verifier key is not its own: " + vkey.strip());
            }
            return new Keyholder(parts[0], kind, key(Arrays.copyOfRange(material, 1, 33)), id);
        } catch (GeneralSecurityException e) {
            throw new Untrue("not an Ed25519 key: " + vkey.strip());
        }
    }

    /** RFC 8032, section 5.1.3: little-endian y, the last bit the sign of x. */
    private static PublicKey key(byte[] raw) throws GeneralSecurityException {
        var odd = (raw[31] & 0x80) != 0;
        var bigEndian = new byte[32];
        for (var i = 0; i < 32; i++) {
            bigEndian[31 - i] = raw[i];
        }
        bigEndian[0] &= 0x7f;
        var point = new EdECPoint(odd, new java.math.BigInteger(1, bigEndian));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    private static byte[] decode(String base64) throws Untrue {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Untrue("not base64");
        }
    }
}
