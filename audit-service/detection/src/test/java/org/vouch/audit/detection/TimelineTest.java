package org.vouch.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.Timeline.Change;

class TimelineTest {
    private static final Instant ONE = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant TWO = ONE.plus(Duration.ofHours(1));
    private static final String LIMIT = "many-subjects.limits.resident";

    private final Timeline started = Timeline.of(Settings.shipped());

    @Test
    void aChangeHoldsFromItsMomentAndNotBefore() {
        var changed = started.with(change(1, ONE, 3));
        assertThat(limit(changed, Instant.EPOCH)).isEqualTo(5);
        assertThat(limit(changed, ONE.minusMillis(1))).isEqualTo(5);
        assertThat(limit(changed, ONE)).isEqualTo(3);
        assertThat(changed.at(ONE).version()).isEqualTo(1);
        assertThat(changed.at(ONE.minusMillis(1)).version()).isEqualTo(Timeline.AS_STARTED);
        assertThat(limit(started, ONE)).as("what was is as it was").isEqualTo(5);
    }

    @Test
    void theOrderInWhichChangesBecomeKnownDoesNotMatter() {
        var first = change(1, ONE, 3);
        var second = change(2, TWO, 7);
        for (var order : List.of(List.of(first, second), List.of(second, first), List.of(first, second, first))) {
            var timeline = started;
            for (var change : order) {
                timeline = timeline.with(change);
            }
            assertThat(limit(timeline, ONE)).isEqualTo(3);
            assertThat(limit(timeline, TWO.minusMillis(1))).isEqualTo(3);
            assertThat(limit(timeline, TWO)).isEqualTo(7);
        }
        assertThat(limit(started.with(change(2, ONE, 7)).with(first), ONE))
                .as("of two that begin at once the later one")
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "many-subjects.limits.resident, 1",
        "many-subjects.limits.resident, 64",
        "many-subjects.limits.resident, 5.5",
        "many-subjects.limits.service, 5",
        "ring.members, 3",
        "uncounted-actions, 1",
        "probing.share, 0",
        "probing.share, NaN",
        "probing.share, Infinity"
    })
    void whatIsOutsideItsRangeOrNoThresholdIsRefused(String name, double value) {
        assertThatThrownBy(() -> new Change(1, ONE, Map.of(name, value))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsShippedLiesWithinTheRangesAndBothEndsOfThemAreSettings() {
        assertThat(started.started().keySet()).isEqualTo(Threshold.all().keySet());
        Threshold.all().forEach((name, threshold) -> assertThat(
                        threshold.takes(started.started().getOrDefault(name, Double.NaN)))
                .as(name)
                .isTrue());
        for (var threshold : Threshold.all().values()) {
            for (var end : List.of(threshold.least(), threshold.most())) {
                assertThat(started.with(new Change(1, ONE, Map.of(threshold.name(), end)))
                                .at(ONE)
                                .version())
                        .isEqualTo(1);
            }
        }
    }

    /** A change in the middle of a busy time: read again from the beginning, the log gives the same alerts. */
    @Test
    void aReplayAcrossAChangeGivesTheSameAlerts() {
        var log = new Log();
        for (var i = 0; i < 60; i++) {
            log.at(Duration.ofMinutes(i)).by("helper " + i % 3).looksAt(1 + i);
        }
        var first = alerts(log);
        assertThat(first).isNotEmpty().isNotEqualTo(log.idsOf(log.inOrder()));
        assertThat(alerts(log)).isEqualTo(first);
    }

    private Set<UUID> alerts(Log log) {
        var from = log.looks().get(30).at();
        var changed = started.with(change(1, from, 2));
        var known = new RequesterHistory[] {new RequesterHistory(), new RequesterHistory(), new RequesterHistory()};
        var ids = new HashSet<UUID>();
        var looks = new ArrayList<>(log.looks());
        for (var i = 0; i < looks.size(); i++) {
            var look = looks.get(i);
            var lens = (RequesterLens) changed.at(look.at()).lenses().byRequester();
            lens.take(known[i % 3], look, look.at()).alerts().forEach(alert -> ids.add(alert.id()));
        }
        return ids;
    }

    private static Change change(int version, Instant from, double limit) {
        return new Change(version, from, Map.of(LIMIT, limit));
    }

    private static @Nullable Integer limit(Timeline timeline, Instant at) {
        return timeline.at(at).settings().manySubjects().get(CallerKind.RESIDENT);
    }
}
