package org.vouch.identity.vault;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.vouch.identity.document.DocumentType;
import org.vouch.identity.document.PersonName;

/**
 * The bytes of an {@link Identity} before they are sealed: always {@value #BYTES}, so that the sealed form tells nothing of
 * the name's length. All numbers big-endian, text in UTF-8:
 *
 * <pre>
 *   +--------+----------+----------+------------------+-------------+------+--------------+---------+-------+
 *   | format | person   | document | consent given at | name length | name | text version | text    | zeros |
 *   | 1 byte | 16 bytes | 1 byte   | 8 bytes, ms 1970 | 2 bytes     |      | length 1 byte| version |       |
 *   +--------+----------+----------+------------------+-------------+------+--------------+---------+-------+
 * </pre>
 *
 * Format is 1; document is {@link DocumentType#code()}.
 */
final class IdentityLayout {
    static final int BYTES = 512;
    private static final byte FORMAT = 1;

    private IdentityLayout() {}

    static byte[] write(Identity identity) {
        var name = identity.name().text().getBytes(StandardCharsets.UTF_8);
        var version = identity.consent().textVersion().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(BYTES)
                .put(FORMAT)
                .putLong(identity.person().getMostSignificantBits())
                .putLong(identity.person().getLeastSignificantBits())
                .put(identity.documentType().code())
                .putLong(identity.consent().givenAt().toEpochMilli())
                .putShort((short) name.length)
                .put(name)
                .put((byte) version.length)
                .put(version)
                .array();
    }

    static Identity read(byte[] bytes) {
        if (bytes.length != BYTES || bytes[0] != FORMAT) {
            throw new IllegalArgumentException("not an identity of format " + FORMAT);
        }
        try {
            return parsed(ByteBuffer.wrap(bytes, 1, BYTES - 1));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("not an identity: a length is wrong", e);
        }
    }

    private static Identity parsed(ByteBuffer bytes) {
        var person = new UUID(bytes.getLong(), bytes.getLong());
        var type = DocumentType.ofCode(bytes.get())
                .orElseThrow(() -> new IllegalArgumentException("not an identity: no such document"));
        var givenAt = Instant.ofEpochMilli(bytes.getLong());
        var name = PersonName.read(text(bytes, Short.toUnsignedInt(bytes.getShort())))
                .orElseThrow(() -> new IllegalArgumentException("not an identity: no name"));
        return new Identity(person, type, name, new Consent(text(bytes, Byte.toUnsignedInt(bytes.get())), givenAt));
    }

    private static String text(ByteBuffer bytes, int length) {
        var text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
