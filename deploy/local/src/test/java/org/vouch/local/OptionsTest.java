package org.vouch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.local.platform.Room;
import org.vouch.local.platform.Shape;

class OptionsTest {

    @Test
    void withoutArgumentsThePlatformStartsAndPlaysOnFreshData() {
        Options options = Options.parse(List.of());

        assertThat(options)
                .isEqualTo(new Options(
                        Options.Task.START, Options.StoryChoice.FIRST_TIME, Shape.SMALLEST, 100_000, false, false));
    }

    @Test
    void continuousIntegrationAlwaysPlays() {
        assertThat(Options.parse(List.of("--ci", "--faults")))
                .isEqualTo(new Options(
                        Options.Task.START, Options.StoryChoice.ALWAYS, Shape.SMALLEST, 100_000, true, true));
    }

    @Test
    void roomIsGivenBesideAllElse() {
        assertThat(Options.parse(List.of("--ample", "--no-story")))
                .isEqualTo(new Options(
                        Options.Task.START,
                        Options.StoryChoice.NEVER,
                        new Shape(Room.AMPLE, 1, false),
                        100_000,
                        false,
                        false));
    }

    @Test
    void twoProcessesOfEachServiceBesideAllElse() {
        assertThat(Options.parse(List.of("--two", "--no-story", "--ample")))
                .isEqualTo(new Options(
                        Options.Task.START,
                        Options.StoryChoice.NEVER,
                        new Shape(Room.AMPLE, 2, false),
                        100_000,
                        false,
                        false));
    }

    @Test
    void enduranceTakesANumber() {
        assertThat(Options.parse(List.of("endure", "500")).operations()).isEqualTo(500);
        assertThat(Options.parse(List.of("endure")).operations()).isEqualTo(100_000);
        assertThat(Options.parse(List.of("--apart")).shape()).isEqualTo(new Shape(Room.SMALL, 1, true));
        for (List<String> wrong : List.of(List.of("500"), List.of("endure", "0"), List.of("endure", "9999999999"))) {
            assertThatThrownBy(() -> Options.parse(wrong)).hasMessageContaining("Unknown");
        }
    }

    @Test
    void whatContradictsItselfIsRefusedInAnyOrder() {
        assertThatThrownBy(() -> Options.parse(List.of("--ci", "--no-story"))).hasMessageContaining("--ci");
        assertThatThrownBy(() -> Options.parse(List.of("--no-story", "--ci"))).hasMessageContaining("--ci");
    }

    @Test
    void whatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> Options.parse(List.of("--storey"))).hasMessageContaining("--storey");
    }
}
