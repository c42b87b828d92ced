package org.vouch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.local.platform.Room;
import org.vouch.local.platform.Shape;

class OptionsTest {

    @Test
    void withoutArgumentsThePlatformStartsAndPlaysOnFreshData() {
        Options options = Options.parse(List.of());

        assertThat(options)
                .isEqualTo(new Options(
                        Options.Task.START, Options.StoryChoice.FIRST_TIME, Shape.SMALLEST, null, false, false));
    }

    @Test
    void continuousIntegrationAlwaysPlays() {
        assertThat(Options.parse(List.of("--ci", "--faults")))
                .isEqualTo(
                        new Options(Options.Task.START, Options.StoryChoice.ALWAYS, Shape.SMALLEST, null, true, true));
    }

    @Test
    void roomIsGivenBesideAllElse() {
        assertThat(Options.parse(List.of("--ample", "--no-story")))
                .isEqualTo(new Options(
                        Options.Task.START,
                        Options.StoryChoice.NEVER,
                        new Shape(Room.AMPLE, 1, false),
                        null,
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
                        null,
                        false,
                        false));
    }

    @Test
    void enduranceTakesANumber() {
        assertThat(Options.parse(List.of("endure", "500")).operations()).isEqualTo(500);
        assertThat(Options.parse(List.of("endure")).operations()).isEqualTo(100_000);
        assertThat(Options.parse(List.of("--apart")).shape()).isEqualTo(new Shape(Room.SMALL, 1, true));
    }

    @Test
    void aLogIsExportedToAFolderAndCheckedThere() {
        assertThat(Options.parse(List.of("export-log", "there")).folder()).contains(Path.of("there"));
        assertThat(Options.parse(List.of("check-log", "there")).folder()).contains(Path.of("there"));
        assertThat(Options.parse(List.of("check-log")).folder()).isEmpty();
        assertThatThrownBy(() -> Options.parse(List.of("export-log"))).hasMessageContaining("folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "endure 0", "endure 9999999999", "endure 1 2", "faults there", "check-log --there"})
    void wordsThatNoTaskTakesAreRefused(String words) {
        assertThatThrownBy(() -> Options.parse(List.of(words.split(" ")))).hasMessageContaining("Unknown");
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
