package org.vouch.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.vouch.local.platform.Terminal;

class NarratorTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Narrator narrator =
            new Narrator(new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8), false));

    @Test
    void everyMissedExpectationIsRememberedAndShown() {
        Answer forbidden = new Answer(403, "{\"type\":\"urn:vouch:problem:presence-not-proven\"}", 0);

        assertThat(narrator.expectProblem(forbidden, 403, "presence-not-proven", "refused"))
                .isTrue();
        assertThat(narrator.expectStatus(forbidden, 200, "answered")).isFalse();

        assertThat(narrator.checked()).isEqualTo(2);
        assertThat(narrator.missed()).hasSize(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("✓ refused", "✗ answered (came back: 403");
    }

    @Test
    void aLongTokenIsCut() {
        assertThat(Narrator.shortened("{\"pass\":\"" + "A".repeat(200) + "\"}")).hasSizeLessThan(60);
    }
}
