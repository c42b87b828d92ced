package org.vouch.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.detection.LookFixture.START;
import static org.vouch.audit.detection.LookFixture.WINDOW;
import static org.vouch.audit.detection.LookFixture.look;
import static org.vouch.audit.detection.LookFixture.looked;
import static org.vouch.audit.detection.LookFixture.refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LooksInWindowTest {
    @Test
    void countsASubjectOnceHoweverOftenItIsLookedAt() {
        var looks = looked(3).with(look(1, START.plusSeconds(9)), WINDOW);
        assertThat(looks.subjects()).hasSize(3);
        assertThat(looks.subjects().get(2).last()).isEqualTo(START.plusSeconds(9));
    }

    @Test
    void aRepeatedRecordChangesNothingHoweverLateItComesAgain() {
        var record = UUID.randomUUID();
        var once = looked(3).with(look(7, START.plusSeconds(5), record), WINDOW);
        assertThat(once.with(look(7, START.plusSeconds(5), record), WINDOW)).isSameAs(once);
        assertThat(once.with(look(7, START.plusSeconds(500), record), WINDOW)).isSameAs(once);
    }

    @Test
    void aLookCountsUntilTheWindowHasPassedItAndNotAfter() {
        var one = LooksInWindow.NONE.with(look(1, START), WINDOW);
        assertThat(one.with(look(2, START.plus(WINDOW).minusMillis(1)), WINDOW).subjects())
                .hasSize(2);
        assertThat(one.with(look(2, START.plus(WINDOW)), WINDOW).subjects()).hasSize(1);
    }

    @Test
    void aLookOlderThanTheWindowChangesNothingAndALateOneWithinItCounts() {
        var looks = looked(3);
        var newest = looks.newest();
        assertThat(looks.with(look(9, newest.minus(WINDOW)), WINDOW)).isSameAs(looks);
        var late = looks.with(look(9, newest.minus(WINDOW).plusMillis(1)), WINDOW);
        assertThat(late.subjects()).hasSize(4);
        assertThat(late.newest()).isEqualTo(newest);
    }

    @Test
    void anOlderLookAtAKnownSubjectDoesNotMakeItOlder() {
        var looks = looked(2).with(look(1, START.minusSeconds(30)), WINDOW);
        assertThat(looks.subjects().get(1).last()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void tellsHowManySubjectsWereRefusedTheLastTime() {
        var looks = looked(2)
                .with(refused(look(1, START.plusSeconds(5))), WINDOW)
                .with(refused(look(8, START.plusSeconds(6))), WINDOW);
        assertThat(looks.refused()).isEqualTo(2);
        assertThat(looks.with(look(8, START.plusSeconds(7)), WINDOW).refused()).isEqualTo(1);
    }

    @Test
    void keepsTheNewestSixtyFour() {
        var looks = looked(80);
        assertThat(looks.subjects()).hasSize(LooksInWindow.MOST);
        assertThat(looks.subjects().get(0).last()).isEqualTo(START.plusSeconds(16));
        assertThat(looks.recent()).hasSize(LooksInWindow.MOST);
    }

    @Test
    void isOverOnceNoLookCanCountAnyMore() {
        var looks = looked(1).takenAt(START);
        var end = START.plus(WINDOW).plus(Duration.ofMinutes(2));
        assertThat(looks.over(end, WINDOW)).isFalse();
        assertThat(looks.over(end.plusMillis(1), WINDOW)).isTrue();
    }

    /** Against the plainest possible model: the last time of each subject, counted anew each time. */
    @Property(tries = 300)
    void countsExactlyTheSubjectsSeenWithinTheWindow(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 15) Integer> subjects,
            @ForAll @Size(min = 40, max = 40) List<@IntRange(min = 0, max = 400) Integer> pauses) {
        var looks = LooksInWindow.NONE;
        var last = new HashMap<Integer, java.time.Instant>();
        var now = START;
        for (var i = 0; i < subjects.size(); i++) {
            now = now.plusSeconds(pauses.get(i));
            last.put(subjects.get(i), now);
            looks = looks.with(look(subjects.get(i), now), WINDOW);
            var start = now.minus(WINDOW);
            assertThat(looks.subjects()).hasSize((int)
                    last.values().stream().filter(at -> at.isAfter(start)).count());
        }
    }

    /** What does not push anything out of the window may come in any order. */
    @Property(tries = 100)
    void theOrderOfLooksWithinOneWindowDoesNotMatter(
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 599) Integer> seconds, @ForAll long seed) {
        var all = new ArrayList<Look>();
        for (var second : seconds) {
            all.add(look(second % 7, START.plusSeconds(second)));
        }
        var inOrder = new ArrayList<>(all);
        inOrder.sort(java.util.Comparator.comparing(Look::at));
        var shuffled = new ArrayList<>(all);
        java.util.Collections.shuffle(shuffled, new java.util.Random(seed));
        assertThat(distinct(shuffled)).isEqualTo(distinct(inOrder));
    }

    private static int distinct(List<Look> all) {
        var looks = LooksInWindow.NONE;
        for (var look : all) {
            looks = looks.with(look, WINDOW);
        }
        return looks.subjects().size();
    }
}
