package org.vouch.audit.client.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    private final ObjectMapper json = StrictJson.strict(new ObjectMapper());

    @Test
    void readsATimeInAnyZone() throws Exception {
        assertThat(json.readValue("\"2026-11-22T10:00:00.25+08:00\"", Instant.class))
                .isEqualTo("2026-11-22T02:00:00.250Z");
        assertThat(json.readValue("\"2026-11-22T10:00:00Z\"", OffsetDateTime.class))
                .isEqualTo("2026-11-22T10:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-11-22T10:00:00\"",
                "\"2026-11-22T10:00Z\"",
                "\"2026-11-22\"",
                "\"2026-13-22T10:00:00Z\"",
                "\"2026-11-22T10:00:00+19:00\"",
                "\"+12026-11-22T10:00:00Z\"",
                "\"1763805600\"",
                "1763805600",
                "1763805600.5",
                "true",
                "\"\"",
                "[\"2026-11-22T10:00:00Z\"]"
            })
    void readsNothingElse(String text) {
        for (var type : new Class<?>[] {Instant.class, OffsetDateTime.class}) {
            assertThatThrownBy(() -> json.readValue(text, type))
                    .isInstanceOf(JsonMappingException.class)
                    .hasMessageNotContaining("10:00");
        }
    }
}
