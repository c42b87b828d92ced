package org.vouch.healthcode.pass;

import com.google.crypto.tink.util.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vouch.healthcode.policy.Colour;

/**
 * The bytes of a pass: at most {@value #LONGEST}, and exactly one way to write each. A COSE_Sign1 (RFC 9052, 4.2) over
 * a CWT (RFC 8392), in deterministic CBOR:
 *
 * <pre>
 * D2                               tag 18: COSE_Sign1
 * 84                               array of 4
 *   49                             protected header, 9 bytes
 *     A2
 *       01 26                      alg: ES256
 *       04 44 k k k k              kid: 4 bytes, see PassKeys
 *   A0                             unprotected header: empty
 *   58 nn                          payload, nn bytes
 *     A4
 *       01 6n …                    iss: text of 1 to 7 bytes
 *       04 1A t t t t              exp: seconds since 1970
 *       07 58 2C …                 cti: 44 bytes, the sealed handle
 *       3A 00 01 00 00             claim -65537, of private use:
 *         82                         array of 2
 *           6n …                       colour: "green", "yellow", "red" or "unknown"
 *           18 hh or F6                hours since the sampling of a negative test, or null
 *   58 40 …                        signature: r and s, 32 bytes each
 *
 * What is signed (RFC 9052, 4.4):
 * 84
 *   6A "Signature1"
 *   49 …                           protected header
 *   40                             no external data
 *   58 nn …                        payload
 * </pre>
 */
final class PassBytes {
    static final int LONGEST = 160;
    static final int KEY_ID = 4;
    static final int HANDLE = 44;
    static final int LONGEST_ISSUER = 7;

    private static final int SIGNATURE = 64;
    private static final byte[] BEFORE_KEY_ID = bytes(0xD2, 0x84, 0x49, 0xA2, 0x01, 0x26, 0x04, 0x44);
    private static final byte[] BEFORE_EXPIRY = bytes(0x04, 0x1A);
    private static final byte[] BEFORE_HANDLE = bytes(0x07, 0x58, HANDLE);
    private static final byte[] BEFORE_STATUS = bytes(0x3A, 0x00, 0x01, 0x00, 0x00, 0x82);
    private static final byte[] BEFORE_SIGNATURE = bytes(0x58, SIGNATURE);
    private static final byte[] SIGNED_PREFIX = signedPrefix();
    private static final int PROTECTED_AT = 2;
    private static final int PROTECTED = 10;
    private static final int SHORT_TEXT = 0x60;
    private static final int NULL = 0xF6;
    private static final int BYTE_FOLLOWS = 0x18;

    private PassBytes() {}

    /**
     * A pass taken apart. Nothing in it is to be believed before {@code signature} is verified over {@code signed}.
     */
    record Parts(Bytes keyId, PassContent content, Bytes signed, Bytes signature) {
        @Override
        public String toString() {
            return "Parts";
        }
    }

    /** Everything in front of the signature. */
    static byte[] unsigned(Bytes keyId, PassContent content) {
        var payload = payload(content);
        return ByteBuffer.allocate(BEFORE_KEY_ID.length + KEY_ID + 3 + payload.length)
                .put(BEFORE_KEY_ID)
                .put(checked(keyId, KEY_ID))
                .put((byte) 0xA0)
                .put(bytes(0x58, payload.length))
                .put(payload)
                .array();
    }

    /** What the signature is made over. */
    static Bytes signed(byte[] unsigned) {
        var payloadAt = PROTECTED_AT + PROTECTED + 1;
        return Bytes.copyFrom(ByteBuffer.allocate(SIGNED_PREFIX.length + unsigned.length - PROTECTED_AT)
                .put(SIGNED_PREFIX)
                .put(unsigned, PROTECTED_AT, PROTECTED)
                .put((byte) 0x40)
                .put(unsigned, payloadAt, unsigned.length - payloadAt)
                .array());
    }

    static byte[] whole(byte[] unsigned, Bytes signature) {
        return ByteBuffer.allocate(unsigned.length + BEFORE_SIGNATURE.length + SIGNATURE)
                .put(unsigned)
                .put(BEFORE_SIGNATURE)
                .put(checked(signature, SIGNATURE))
                .array();
    }

    /** Empty unless the bytes are exactly what would be written for their content. */
    static Optional<Parts> read(byte[] pass) {
        if (pass.length > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(parts(pass))
                    .filter(parts ->
                            Arrays.equals(pass, whole(unsigned(parts.keyId(), parts.content()), parts.signature())));
        } catch (BufferUnderflowException | IllegalArgumentException cut) {
            return Optional.empty();
        }
    }

    private static @Nullable Parts parts(byte[] pass) {
        var in = ByteBuffer.wrap(pass);
        if (!expect(in, BEFORE_KEY_ID)) {
            return null;
        }
        var keyId = Bytes.copyFrom(take(in, KEY_ID));
        // A0 58 nn A4 01: written again below, and compared.
        in.position(in.position() + 5);
        var issuer = text(in);
        if (!expect(in, BEFORE_EXPIRY)) {
            return null;
        }
        var expiresAt = Instant.ofEpochSecond(in.getInt() & 0xffffffffL);
        if (!expect(in, BEFORE_HANDLE)) {
            return null;
        }
        var handle = Bytes.copyFrom(take(in, HANDLE));
        if (!expect(in, BEFORE_STATUS)) {
            return null;
        }
        var colour = Colour.valueOf(text(in).toUpperCase(Locale.ROOT));
        var window = (in.get() & 0xff) == NULL ? null : Duration.ofHours(in.get() & 0xff);
        var unsigned = Arrays.copyOf(pass, in.position());
        if (!expect(in, BEFORE_SIGNATURE)) {
            return null;
        }
        var signature = Bytes.copyFrom(take(in, SIGNATURE));
        return new Parts(
                keyId, new PassContent(issuer, expiresAt, handle, colour, window), signed(unsigned), signature);
    }

    private static byte[] payload(PassContent content) {
        var issuer = content.issuer().getBytes(StandardCharsets.UTF_8);
        if (issuer.length == 0 || issuer.length > LONGEST_ISSUER) {
            throw new IllegalArgumentException("an issuer has 1 to " + LONGEST_ISSUER + " bytes");
        }
        var colour = content.colour().wire().getBytes(StandardCharsets.US_ASCII);
        var out = ByteBuffer.allocate(LONGEST)
                .put(bytes(0xA4, 0x01, SHORT_TEXT + issuer.length))
                .put(issuer)
                .put(BEFORE_EXPIRY)
                .putInt((int) content.expiresAt().getEpochSecond())
                .put(BEFORE_HANDLE)
                .put(checked(content.handle(), HANDLE))
                .put(BEFORE_STATUS)
                .put((byte) (SHORT_TEXT + colour.length))
                .put(colour)
                .put(window(content.window()));
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] window(@Nullable Duration window) {
        if (window == null) {
            return bytes(NULL);
        }
        // From 24 on, so that one byte of length is the shortest way to write it.
        if (window.toHours() < 24 || window.toHours() > 255) {
            throw new IllegalArgumentException("a window has 24 to 255 hours");
        }
        return bytes(BYTE_FOLLOWS, (int) window.toHours());
    }

    private static boolean expect(ByteBuffer in, byte[] wanted) {
        return Arrays.equals(take(in, wanted.length), wanted);
    }

    private static byte[] take(ByteBuffer in, int length) {
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    /** What no text of this layout is as long as comes back as a text that no writer gives. */
    private static String text(ByteBuffer in) {
        var length = (in.get() & 0xff) - SHORT_TEXT;
        return length < 0 || length > LONGEST_ISSUER ? "" : new String(take(in, length), StandardCharsets.UTF_8);
    }

    private static byte[] checked(Bytes bytes, int length) {
        if (bytes.size() != length) {
            throw new IllegalArgumentException("not " + length + " bytes");
        }
        return bytes.toByteArray();
    }

    private static byte[] signedPrefix() {
        var context = "Signature1".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + context.length)
                .put(bytes(0x84, SHORT_TEXT + context.length))
                .put(context)
                .array();
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (var i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
