package org.vouch.testresult.results.web;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.vouch.testresult.results.OwnResults.Place;

/**
 * A place in a list as text: base64url without padding of 24 bytes, big-endian: microseconds since 1970 (8), the id
 * (16). It holds nothing that the item before it did not tell.
 */
final class Cursor {
    private static final int BYTES = 24;

    private Cursor() {}

    static String of(Place place) {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.reportedAt()))
                .putLong(place.id().getMostSignificantBits())
                .putLong(place.id().getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Optional<Place> read(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != BYTES) {
                return Optional.empty();
            }
            var buffer = ByteBuffer.wrap(bytes);
            var micros = buffer.getLong();
            var latest = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() * 1_000_000;
            if (micros < 0 || micros > latest) {
                return Optional.empty();
            }
            return Optional.of(new Place(
                    Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(buffer.getLong(), buffer.getLong())));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
