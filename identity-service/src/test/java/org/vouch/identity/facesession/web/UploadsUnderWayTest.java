package org.vouch.identity.facesession.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.edge.ProblemException;
import org.vouch.identity.facesession.FaceSessionConfig;
import org.vouch.identity.testing.Settings;

class UploadsUnderWayTest {
    private static final int HALF = 3 * 1024 * 1024;

    private final UploadsUnderWay uploads = new UploadsUnderWay(Settings.of(
            FaceSessionConfig.class,
            "vouch.sessions.keyset=a",
            "vouch.sessions.frames-keyset=a",
            "vouch.sessions.received-at-once=3",
            "vouch.sessions.received-at-once-per-peer=2",
            "vouch.sessions.received-bytes=" + 2 * HALF));

    @Test
    void oneAddressHasItsShareAndNoMore() {
        var first = uploads.begin("a");
        uploads.begin("a");
        refused(() -> uploads.begin("a"), "too-many-requests");
        uploads.begin("b");
        first.close();
        uploads.begin("a");
    }

    @Test
    void allTogetherHaveNoMoreThanThereIs() {
        var one = uploads.begin("a");
        uploads.begin("b");
        uploads.begin("c");
        refused(() -> uploads.begin("d"), "overloaded");
        one.close();
        uploads.begin("d");
    }

    @Test
    void oneAddressHoldsAtMostHalfOfTheBytes() {
        var first = uploads.begin("a");
        var second = uploads.begin("a");
        assertThat(first.take(HALF - 1)).isTrue();
        assertThat(second.take(2)).isFalse();
        assertThat(second.take(1)).isTrue();
        var other = uploads.begin("b");
        assertThat(other.take(HALF)).isTrue();
        first.giveBack();
        assertThat(second.take(HALF - 1)).isTrue();
    }

    @Test
    void allTogetherHoldNoMoreThanAllOfTheBytes() {
        var first = uploads.begin("a");
        var second = uploads.begin("b");
        assertThat(first.take(HALF)).isTrue();
        assertThat(second.take(HALF)).isTrue();
        var third = uploads.begin("c");
        assertThat(third.take(1)).isFalse();
        second.close();
        assertThat(third.take(1)).isTrue();
    }

    @Test
    void whatHasEndedHoldsNothing() {
        IntStream.range(0, 100).forEach(i -> {
            try (var upload = uploads.begin("a")) {
                assertThat(upload.take(HALF)).isTrue();
            }
        });
    }

    private static void refused(ThrowingCallable begin, String slug) {
        assertThatThrownBy(begin).isInstanceOf(ProblemException.class).hasMessage(slug);
    }
}
