package org.vouch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.local.platform.Room;

class OptionsTest {

    @Test
    void withoutArgumentsThePlatformStartsAndPlaysOnFreshData() {
        Options options = Options.parse(List.of());

        assertThat(options)
                .isEqualTo(
                        new Options(Options.Task.START, Options.StoryChoice.FIRST_TIME, Room.SMALL, 1, false, false));
    }

    @Test
    void continuousIntegrationAlwaysPlays() {
        assertThat(Options.parse(List.of("--ci", "--faults")))
                .isEqualTo(new Options(Options.Task.START, Options.StoryChoice.ALWAYS, Room.SMALL, 1, true, true));
    }

    @Test
    void roomIsGivenBesideAllElse() {
        assertThat(Options.parse(List.of("--ample", "--no-story")))
                .isEqualTo(new Options(Options.Task.START, Options.StoryChoice.NEVER, Room.AMPLE, 1, false, false));
    }

    @Test
    void twoProcessesOfEachServiceBesideAllElse() {
        assertThat(Options.parse(List.of("--two", "--no-story", "--ample")))
                .isEqualTo(new Options(Options.Task.START, Options.StoryChoice.NEVER, Room.AMPLE, 2, false, false));
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
