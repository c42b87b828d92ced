package org.vouch.log.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key by which a note is verified (C2SP signed-note): {@code <name>+<id in hex>+base64(type | key)}. Type 1
 * signs a note's text; type 4 is a witness's timestamped cosignature (C2SP tlog-cosignature).
 */
public final class VerifierKey {
    private static final int COSIGNATURE_BYTES = Long.BYTES + Ed25519.SIGNATURE_BYTES;

    private final String name;
    private final Type type;
    private final PublicKey key;

    VerifierKey(String name, Type type, PublicKey key) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a key's name has no space and no plus");
        }
        this.name = name;
        this.type = type;
        this.key = key;
    }

    /** What a key of this kind signs. */
    public enum Type {
        NOTE(1),
        COSIGNATURE(4);

        private final byte code;

        Type(int code) {
            this.code = (byte) code;
        }
    }

    /** What a note says of a key. */
    public enum Found {
        /** The key signed this text. */
        SIGNED,
        /** No signature is the key's. */
        ABSENT,
        /** A signature says that it is the key's, and is not: the note is not to be used at all. */
        FORGED
    }

    public static VerifierKey parse(String text) throws MalformedNote {
        var parts = text.split("\\+", 3);
        if (parts.length != 3 || !isName(parts[0])) {
            throw new MalformedNote("not a verifier key");
        }
        try {
            var bytes = Base64.getDecoder().decode(parts[2]);
            var type = bytes.length == 0 ? null : type(bytes[0]);
            if (type == null) {
                throw new MalformedNote("a key of an unknown type");
            }
            var key = new VerifierKey(parts[0], type, Ed25519.publicKey(Arrays.copyOfRange(bytes, 1, bytes.length)));
            if (!key.text().equals(text)) {
                throw new MalformedNote("the key's id is not its own");
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw new MalformedNote("not a verifier key");
        }
    }

    public String name() {
        return name;
    }

    /** The first four bytes of {@code SHA-256(name | 0x0A | type | key)}. */
    public int id() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return ByteBuffer.wrap(digest.digest(material())).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    public Type type() {
        return type;
    }

    public String text() {
        return name + "+" + HexFormat.of().toHexDigits(id()) + "+"
                + Base64.getEncoder().encodeToString(material());
    }

    /** Whether this key signed the note; another key's signatures count for nothing. */
    public Found signed(SignedNote note) {
        var found = Found.ABSENT;
        for (var line : note.signatures()) {
            if (line.name().equals(name) && line.id() == id()) {
                if (!verifies(note, line.signature())) {
                    return Found.FORGED;
                }
                found = Found.SIGNED;
            }
        }
        return found;
    }

    private boolean verifies(SignedNote note, byte[] signature) {
        if (type == Type.NOTE) {
            return Ed25519.verifies(key, note.bytes(), signature);
        }
        if (signature.length != COSIGNATURE_BYTES) {
            return false;
        }
        var bytes = ByteBuffer.wrap(signature);
        var time = bytes.getLong();
        var rest = new byte[Ed25519.SIGNATURE_BYTES];
        bytes.get(rest);
        return time > 0 && Ed25519.verifies(key, cosigned(note, time), rest);
    }

    static byte[] cosigned(SignedNote note, long time) {
        return ("cosignature/v1\ntime " + time + "\n" + note.text()).getBytes(StandardCharsets.UTF_8);
    }

    static boolean isName(String text) {
        return !text.isEmpty()
                && text.chars()
                        .noneMatch(c -> c == '+' || c < ' ' || Character.isSpaceChar(c) || Character.isWhitespace(c));
    }

    private byte[] material() {
        var raw = Ed25519.raw(key);
        return ByteBuffer.allocate(1 + raw.length).put(type.code).put(raw).array();
    }

    private static @org.jspecify.annotations.Nullable Type type(byte code) {
        return Arrays.stream(Type.values())
                .filter(type -> type.code == code)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String toString() {
        return text();
    }
}
