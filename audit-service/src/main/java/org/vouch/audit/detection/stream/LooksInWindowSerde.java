package org.vouch.audit.detection.stream;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.detection.LooksInWindow;
import org.vouch.audit.detection.LooksInWindow.Subject;
import org.vouch.audit.detection.LooksInWindow.Told;
import org.vouch.audit.pseudonym.Pseudonym;

/**
 * The state store's bytes, big-endian; times in microseconds since 1970, to which they are cut:
 *
 * <pre>
 * 1  layout, 2
 * 8  newest                                 8  taken
 * 1  told level, 0 where nothing is told    8  window start
 * 1  number of subjects, then each:         16 pseudonym  8 last  16 record id  1 refused
 * 1  number of recent ids, then each:       16 record id
 * </pre>
 */
final class LooksInWindowSerde implements Serde<LooksInWindow> {
    private static final byte LAYOUT = 2;
    private static final int HEAD = 1 + 8 + 8 + 1 + 8;
    private static final int SUBJECT = Pseudonym.BYTES + 8 + 16 + 1;

    @Override
    public Serializer<LooksInWindow> serializer() {
        return (topic, looks) -> looks == null ? null : write(looks);
    }

    @Override
    public Deserializer<LooksInWindow> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes));
    }

    private static byte[] write(LooksInWindow looks) {
        var told = looks.told();
        var out = ByteBuffer.allocate(HEAD
                        + 1
                        + looks.subjects().size() * SUBJECT
                        + 1
                        + looks.recent().size() * 16)
                .put(LAYOUT)
                .putLong(micros(looks.newest()))
                .putLong(micros(looks.taken()))
                .put((byte) (told == null ? 0 : told.level()))
                .putLong(told == null ? 0 : micros(told.windowStart()))
                .put((byte) looks.subjects().size());
        for (var subject : looks.subjects()) {
            out.put(subject.pseudonym().bytes()).putLong(micros(subject.last()));
            put(out, subject.record());
            out.put((byte) (subject.refused() ? 1 : 0));
        }
        out.put((byte) looks.recent().size());
        looks.recent().forEach(id -> put(out, id));
        return out.array();
    }

    /** Bytes of another layout are forgotten, as a window that is over is: thrown at, they would come again for ever. */
    private static @Nullable LooksInWindow read(ByteBuffer in) {
        if (in.get() != LAYOUT) {
            return null;
        }
        var newest = instant(in.getLong());
        var taken = instant(in.getLong());
        int level = in.get();
        var windowStart = in.getLong();
        List<Subject> subjects = new ArrayList<>();
        for (int left = in.get(); left > 0; left--) {
            var pseudonym = new byte[Pseudonym.BYTES];
            in.get(pseudonym);
            subjects.add(new Subject(Pseudonym.of(pseudonym), instant(in.getLong()), id(in), in.get() == 1));
        }
        List<UUID> recent = new ArrayList<>();
        for (int left = in.get(); left > 0; left--) {
            recent.add(id(in));
        }
        return new LooksInWindow(subjects, recent, newest, taken, told(level, windowStart));
    }

    private static @Nullable Told told(int level, long windowStart) {
        return level == 0 ? null : new Told(instant(windowStart), level);
    }

    private static void put(ByteBuffer out, UUID id) {
        out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID id(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
