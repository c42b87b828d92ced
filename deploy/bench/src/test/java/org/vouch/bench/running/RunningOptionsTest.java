package org.vouch.bench.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunningOptionsTest {

    @Test
    void takesWhatWasAskedAndElseWhatIsUsual() {
        assertThat(RunningOptions.read(2000)).isEqualTo(new RunningOptions(2000, Duration.ofMillis(2)));
        assertThat(RunningOptions.read(2000, "--late-millis", "20", "--calls", "300"))
                .isEqualTo(new RunningOptions(300, Duration.ofMillis(20)));
    }

    @Test
    void refusesWhatItDoesNotKnowAndTooFewCalls() {
        for (String[] arguments : new String[][] {{"--calls"}, {"--call", "300"}, {"--calls", "9"}}) {
            assertThatThrownBy(() -> RunningOptions.read(2000, arguments)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
