package org.vouch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayedTest {

    @Test
    void aPlayThatBrokeOffIsNotTakenForPlayedAndWhoeverEnrolledIsKnown(@TempDir Path data) {
        Played played = new Played(data);
        assertThat(played.already()).isFalse();
        assertThat(played.enrolled()).isEmpty();

        played.remember(Set.of("one", "two"), false);

        assertThat(played.already()).isFalse();
        assertThat(new Played(data).enrolled()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void aLaterPlayThatBreaksOffForgetsNobody(@TempDir Path data) {
        Played played = new Played(data);
        played.remember(Set.of("one", "two"), true);

        played.remember(Set.of("three"), false);

        assertThat(played.already()).isTrue();
        assertThat(played.enrolled()).containsExactlyInAnyOrder("one", "two", "three");
    }
}
