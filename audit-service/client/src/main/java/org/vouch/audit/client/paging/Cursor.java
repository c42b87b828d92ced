package org.vouch.audit.client.paging;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.vouch.audit.client.edge.Problems;

/**
 * A place in a list that runs by time and id, newest first. On the wire base64url of 24 bytes: microseconds since 1970
 * and the id, both big-endian. It carries no right: what a caller may see is decided without it.
 */
public record Cursor(Instant at, UUID id) {
    private static final int BYTES = 24;

    public String text() {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Cursor parse(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == BYTES) {
                var at = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
                if (at.isAfter(Instant.EPOCH) && at.isBefore(Instant.parse("2200-01-01T00:00:00Z"))) {
                    return new Cursor(at, new UUID(bytes.getLong(), bytes.getLong()));
                }
            }
        } catch (IllegalArgumentException | ArithmeticException malformed) {
            // Told below, like every other wrong cursor.
        }
        throw Problems.malformed("cursor", "is not one that this list gave").asException();
    }
}
