package org.vouch.identity.vault;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.vouch.identity.face.FaceTemplate;

/**
 * The bytes of a face template before they are sealed: always {@value #BYTES}, so that the sealed form does not tell the
 * model. Two bytes of length (big-endian), what {@link FaceTemplate#toBytes} wrote, zeros. Room for 512 numbers.
 */
final class TemplateLayout {
    static final int BYTES = 2304;

    private TemplateLayout() {}

    static byte[] write(FaceTemplate template) {
        var content = template.toBytes();
        if (content.length > BYTES - Short.BYTES) {
            throw new IllegalArgumentException("a template of this model is too long for the vault");
        }
        var bytes = ByteBuffer.allocate(BYTES)
                .putShort((short) content.length)
                .put(content)
                .array();
        Arrays.fill(content, (byte) 0);
        return bytes;
    }

    static FaceTemplate read(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("not a template of the vault");
        }
        var length = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort());
        if (length > BYTES - Short.BYTES) {
            throw new IllegalArgumentException("not a template of the vault: the length is wrong");
        }
        var content = Arrays.copyOfRange(bytes, Short.BYTES, Short.BYTES + length);
        try {
            return FaceTemplate.fromBytes(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }
}
