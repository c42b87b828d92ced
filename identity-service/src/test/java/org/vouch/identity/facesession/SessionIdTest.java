package org.vouch.identity.facesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionIdTest {

    @Test
    void isNeitherPrintedNorPredictable() {
        var random = new SecureRandom();
        var id = SessionId.random(random);
        assertThat(id).hasToString("SessionId").isNotEqualTo(SessionId.random(random));
        assertThat(SessionId.read(id.text())).contains(id);
        assertThat(id.handle()).matches("face-session:[0-9a-f]{16}").doesNotContain(id.text());
        for (var none : List.of("", "x", id.text() + "A", "!".repeat(22))) {
            assertThat(SessionId.read(none)).isEmpty();
        }
    }
}
