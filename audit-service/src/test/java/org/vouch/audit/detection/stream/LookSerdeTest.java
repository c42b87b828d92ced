package org.vouch.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.Look;

class LookSerdeTest {
    private final JsonSerde<Look> json =
            new JsonSerde<>(JsonMapper.builder().addModule(new JavaTimeModule()).build(), Look.class);
    private final LookSerde serde = new LookSerde(json);

    @Test
    void aLookComesOutAsItWentIn() {
        for (var look : new Look[] {full(), bare()}) {
            assertThat(serde.deserializer().deserialize("t", serde.serializer().serialize("t", look)))
                    .isEqualTo(look);
        }
        assertThat(serde.serializer().serialize("t", null)).isNull();
        assertThat(serde.deserializer().deserialize("t", (byte[]) null)).isNull();
    }

    @Test
    void whatAnEarlierVersionLeftOnTheWayIsRead() {
        assertThat(serde.deserializer().deserialize("t", json.serializer().serialize("t", full())))
                .isEqualTo(full());
    }

    private static Look full() {
        return new Look(
                new UUID(3, 4),
                Instant.parse("2026-11-22T08:15:30.123456789Z"),
                "healthcode-service",
                17,
                "north-gate",
                CallerKind.CHECKPOINT,
                "Tor Süd 北门",
                -5,
                "scan",
                "entry",
                "venue",
                true,
                "stale",
                "proof",
                "handle");
    }

    private static Look bare() {
        return new Look(
                new UUID(0, 0),
                Instant.EPOCH,
                "p",
                1,
                "r",
                CallerKind.ANONYMOUS,
                null,
                Look.NOBODY,
                "login",
                null,
                null,
                false,
                null,
                null);
    }
}
