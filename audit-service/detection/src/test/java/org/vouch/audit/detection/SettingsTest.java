package org.vouch.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vouch.audit.client.caller.CallerKind;

class SettingsTest {
    @Test
    void aKindWithoutALimitHasNone() {
        assertThat(Settings.standard().manySubjects())
                .containsEntry(CallerKind.RESIDENT, 5)
                .containsEntry(CallerKind.CHECKPOINT, 60)
                .doesNotContainKey(CallerKind.LAB);
    }

    @ParameterizedTest
    @CsvSource({
        "many-subjects.limits.resident, 64",
        "many-subjects.limits.resident, 0",
        "many-subjects.window, PT0S",
        "many-subjects.window, PT25H",
        "many-strangers.limit, 0",
        "slow-strangers.alarm, -1",
        "ring.members, ''"
    })
    void aLimitThatIsNeverCrossedOrMissingIsRefused(String name, String value) throws IOException {
        var shipped = new Properties();
        try (var in = Settings.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            shipped.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        shipped.setProperty("vouch.detection." + name, value);
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(shipped::getProperty));
    }
}
