package org.vouch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.identity.face.RecogniserProfile;

class OptionsTest {

    @Test
    void takesWhatWasAskedAndElseTheBuildsOwnPhotos() {
        assertThat(FacesOptions.read())
                .isEqualTo(new FacesOptions(List.of(), Integer.MAX_VALUE, 12, 12, RecogniserProfile.BUILT_IN, true));
        assertThat(FacesOptions.read(
                        "--photos", "a", "--profile", "/arc.json", "--no-face-api", "--photos", "b", "--people", "3"))
                .isEqualTo(new FacesOptions(List.of(Path.of("a"), Path.of("b")), 3, 12, 12, "/arc.json", false));
        assertThat(PresenceOptions.read("--queue-seconds", "0")).isEqualTo(new PresenceOptions(60, Duration.ZERO, 10));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        for (String[] arguments : new String[][] {{"--photo", "a"}, {"--photos"}, {"here"}}) {
            assertThatThrownBy(() -> FacesOptions.read(arguments)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PresenceOptions.read("--checks")).isInstanceOf(IllegalArgumentException.class);
    }
}
