package org.vouch.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TestingTest {

    private static final Instant BEGUN = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void aColourCountsOnlyByASampleOfThisPlay() {
        assertThat(shown("green", "{\"outcome\":\"negative\",\"sampledAt\":\"2026-11-22T08:00:00Z\"}"))
                .isTrue();
        assertThat(shown("green", "{\"outcome\":\"negative\",\"sampledAt\":\"2026-11-22T07:59:59.999Z\"}"))
                .isFalse();
        assertThat(shown("yellow", "{\"outcome\":\"negative\",\"sampledAt\":\"2026-11-22T08:00:00Z\"}"))
                .isFalse();
        assertThat(shown("green", "null")).isFalse();
    }

    private static boolean shown(String colour, String latestTest) {
        String body = "{\"colour\":\"%s\",\"latestTest\":%s}".formatted(colour, latestTest);
        return Testing.shows(new Answer(200, body, 0), "green", BEGUN);
    }
}
