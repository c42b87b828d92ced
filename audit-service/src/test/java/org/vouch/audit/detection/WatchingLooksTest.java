package org.vouch.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.detection.LookFixture.REQUESTER;
import static org.vouch.audit.detection.LookFixture.START;
import static org.vouch.audit.detection.LookFixture.WINDOW;
import static org.vouch.audit.detection.LookFixture.look;
import static org.vouch.audit.detection.LookFixture.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.LooksInWindow.Told;

class WatchingLooksTest {
    private final WatchingLooks watching = new WatchingLooks(rule());
    private LooksInWindow known = LooksInWindow.NONE;
    private final List<Alert> alerts = new ArrayList<>();

    @Test
    void raisesOneAlertAtTheSixthPersonAndOneMoreAtTheEleventh() {
        for (var i = 0; i < 12; i++) {
            take(look(i, START.plusSeconds(i)), START.plusSeconds(i));
        }
        assertThat(alerts).extracting(Alert::distinctSubjects).containsExactly(6, 11);
        assertThat(alerts)
                .extracting(Alert::windowStart)
                .containsOnly(START.plusSeconds(5).minus(WINDOW));
        assertThat(alerts).extracting(Alert::id).doesNotHaveDuplicates();
    }

    @Test
    void theAlertHasItsEvidence() {
        var records = new ArrayList<UUID>();
        for (var i = 0; i < 6; i++) {
            var record = UUID.randomUUID();
            records.add(0, record);
            take(look(i, START.plusSeconds(i), record), START.plusSeconds(i));
        }
        var alert = alerts.get(0);
        assertThat(alert.records()).isEqualTo(records);
        assertThat(alert.limit()).isEqualTo(5);
        assertThat(alert.window()).isEqualTo(WINDOW);
        assertThat(alert.firstAt()).isEqualTo(START);
        assertThat(alert.lastAt()).isEqualTo(START.plusSeconds(5));
        assertThat(alert.requester().id()).isEqualTo(REQUESTER);
    }

    /** Four dependants, as many as a helper may have, looked at again and again; strangers come on top of them. */
    @Test
    void fourDependantsAreNotTooManyAndHideNoStrangers() {
        for (var i = 0; i < 40; i++) {
            var at = START.plusSeconds(i);
            take(atDependant(i % 4, at), at);
        }
        take(look(10, START.plusSeconds(40)), START.plusSeconds(40));
        assertThat(alerts).isEmpty();
        take(look(11, START.plusSeconds(41)), START.plusSeconds(41));
        assertThat(alerts).extracting(Alert::distinctSubjects).containsExactly(6);
    }

    private static Look atDependant(int dependant, Instant at) {
        return new Look(
                UUID.randomUUID(),
                at,
                REQUESTER,
                CallerKind.RESIDENT,
                null,
                LookFixture.pseudonym(dependant),
                "dependant-code",
                false);
    }

    @Test
    void slowLooksAreNeverTooMany() {
        for (var i = 0; i < 50; i++) {
            var at = START.plus(WINDOW.dividedBy(5).multipliedBy(i));
            take(look(i, at), at);
        }
        assertThat(alerts).isEmpty();
    }

    @Test
    void onceBackAtTheLimitTheNextCrossingIsANewOne() {
        for (var i = 0; i < 6; i++) {
            take(look(i, START), START);
        }
        var later = START.plus(WINDOW).plusSeconds(1);
        for (var i = 10; i < 16; i++) {
            take(look(i, later), later);
        }
        assertThat(alerts).hasSize(2);
        assertThat(alerts.get(0).id()).isNotEqualTo(alerts.get(1).id());
        assertThat(alerts.get(1).windowStart()).isEqualTo(later.minus(WINDOW));
    }

    @Test
    void aClockSetForwardMovesNoLookOutOfTheWindow() {
        for (var i = 0; i < 6; i++) {
            var wrong = i % 2 == 0 ? Duration.ZERO : Duration.ofHours(1);
            take(look(i, START.plusSeconds(i).plus(wrong)), START.plusSeconds(i));
        }
        assertThat(alerts).hasSize(1);
    }

    /** Kafka was away for half an hour and a gate went on as usual: 25 people in each ten minutes, sixty are allowed. */
    @Test
    void looksThatWereSentLateAreNotAllOfOneInstant() {
        var back = START.plus(Duration.ofMinutes(30));
        for (var i = 0; i < 75; i++) {
            take(byGate(i, START.plusSeconds(24L * i)), back);
        }
        assertThat(alerts).isEmpty();
    }

    @Test
    void aCrossingIsSeenHoweverLateItsLooksWereSent() {
        var back = START.plus(Duration.ofMinutes(30));
        for (var i = 0; i < 6; i++) {
            take(look(i, START.plusSeconds(i)), back);
            assertThat(watching.over(known, back.plus(Duration.ofMinutes(1)))).isFalse();
        }
        assertThat(alerts).hasSize(1);
    }

    /** Two auditors lifted the suspension of its beginning; it goes on, far above what can be counted. */
    @Test
    void aGateThatGoesOnIsToldAgainOnceAWindow() {
        for (var i = 0; i < 3 * 600; i++) {
            take(byGate(i, START.plusSeconds(i)), START.plusSeconds(i));
        }
        assertThat(alerts).hasSize(3);
        assertThat(alerts).extracting(Alert::id).doesNotHaveDuplicates();
    }

    @Test
    void theSameLogGivesTheSameAlerts() {
        var log = new ArrayList<Look>();
        for (var i = 0; i < 20; i++) {
            log.add(look(i % 13, START.plusSeconds(i)));
        }
        log.forEach(look -> take(look, look.at()));
        var first = List.copyOf(alerts);
        alerts.clear();
        known = LooksInWindow.NONE;
        log.forEach(look -> take(look, look.at()));
        assertThat(first).isNotEmpty();
        assertThat(alerts).isEqualTo(first);
    }

    @Test
    void theIdOfAnAlertIsPinned() {
        assertThat(Alert.idOf("many-subjects", 1, REQUESTER, new Told(START, 1)))
                .hasToString("42391edc-b012-8101-b578-56d30ed8feb8");
    }

    private static Look byGate(int subject, Instant at) {
        var look = look(subject, at);
        return new Look(
                look.record(), at, "gate", CallerKind.CHECKPOINT, "Gate", look.subject(), "proxy-lookup", false);
    }

    private void take(Look look, Instant log) {
        var step = watching.take(known, look, log);
        known = step.after();
        step.alert().ifPresent(alerts::add);
    }
}
