package org.vouch.local.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What must be found, so that finding nothing else means something: in every place something that is known to lie there. */
final class Marks {

    static final String PSEUDONYM = "a pseudonym";
    static final String STARTED = "that a service has started";
    static final String SETTING = "a service's setting";
    static final String DECOY = "the decoy's portrait";
    static final String JPEG = "the beginning of a JPEG file";
    static final List<String> KINDS = List.of(PSEUDONYM, STARTED, SETTING, DECOY, JPEG);

    private static final String PORTRAIT = "/org/vouch/identity/models/decoy-portrait.jpg";
    private static final byte[] JFIF = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0
    };

    private Marks() {}

    /**
     * @param pseudonym of somebody who is enrolled
     * @param setting that every service was started with
     */
    static List<Needle> all(String pseudonym, String setting) {
        UUID person = UUID.fromString(pseudonym);
        byte[] binary = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(person.getMostSignificantBits())
                .putLong(person.getLeastSignificantBits())
                .array();
        return Stream.of(
                        new Needle(PSEUDONYM, ascii(pseudonym)),
                        new Needle(PSEUDONYM, binary),
                        new Needle(STARTED, ascii("Installed features")),
                        new Needle(SETTING, ascii(setting)),
                        new Needle(JPEG, JFIF),
                        Needles.jpeg(DECOY, decoy()).get(0))
                .toList();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] decoy() {
        try (InputStream in = Marks.class.getResourceAsStream(PORTRAIT)) {
            if (in == null) {
                throw new IllegalStateException(PORTRAIT + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
