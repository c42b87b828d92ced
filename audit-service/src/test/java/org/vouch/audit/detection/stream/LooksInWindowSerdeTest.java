package org.vouch.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.detection.LooksInWindow;
import org.vouch.audit.detection.LooksInWindow.Subject;
import org.vouch.audit.detection.LooksInWindow.Told;
import org.vouch.audit.pseudonym.Pseudonym;

class LooksInWindowSerdeTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00.123456Z");
    private static final LooksInWindow LOOKS = new LooksInWindow(
            List.of(new Subject(
                    new Pseudonym("000102030405060708090a0b0c0d0e0f"),
                    AT,
                    UUID.fromString("11111111-2222-4333-8444-555555555555"),
                    true)),
            List.of(UUID.fromString("11111111-2222-4333-8444-555555555555")),
            AT,
            AT.plusSeconds(1_800),
            new Told(AT.minusSeconds(600), 2));

    private final LooksInWindowSerde serde = new LooksInWindowSerde();

    @Test
    void theBytesArePinned() {
        assertThat(HexFormat.of().formatHex(serde.serializer().serialize("", LOOKS)))
                .isEqualTo("02" + "000660d8dd2c2240" + "000660d94875f440" + "02" + "000660d8b968dc40" + "01"
                        + "000102030405060708090a0b0c0d0e0f" + "000660d8dd2c2240" + "11111111222243338444555555555555"
                        + "01" + "01" + "11111111222243338444555555555555");
    }

    @Test
    void givesBackWhatItTook() {
        for (var looks : List.of(LOOKS, LOOKS.telling(null), LooksInWindow.NONE)) {
            assertThat(serde.deserializer().deserialize("", serde.serializer().serialize("", looks)))
                    .isEqualTo(looks);
        }
    }

    @Test
    void holdsTheLargestWindow() {
        var subjects = new java.util.ArrayList<Subject>();
        var ids = new java.util.ArrayList<UUID>();
        for (var i = 0; i < LooksInWindow.MOST; i++) {
            ids.add(UUID.randomUUID());
            subjects.add(new Subject(
                    new Pseudonym(String.format(java.util.Locale.ROOT, "%032x", i)), AT, ids.get(i), false));
        }
        var looks = new LooksInWindow(subjects, ids, AT, AT, null);
        assertThat(serde.deserializer().deserialize("", serde.serializer().serialize("", looks)))
                .isEqualTo(looks);
    }

    @Test
    void forgetsWhatHasAnotherLayout() {
        assertThat(serde.deserializer().deserialize("", new byte[] {1, 2, 3})).isNull();
    }
}
