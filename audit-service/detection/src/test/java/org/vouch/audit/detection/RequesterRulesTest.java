package org.vouch.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.caller.CallerKind;

class RequesterRulesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Log log = new Log();

    @Test
    void raisesOneAlertAtTheSixthPersonAndOneMoreAtTheEleventh() {
        for (var i = 1; i <= 12; i++) {
            log.looksAt(i).later(SECOND);
        }
        assertThat(log.alerts())
                .filteredOn(alert -> alert.rule().equals("many-subjects"))
                .extracting(Alert::distinctSubjects)
                .containsExactly(6, 11);
        assertThat(log.alerts()).extracting(Alert::id).doesNotHaveDuplicates();
    }

    @Test
    void theAlertHasItsEvidence() {
        for (var i = 1; i <= 6; i++) {
            log.looksAt(i).later(SECOND);
        }
        var alert = log.alerts().get(0);
        var records = new ArrayList<UUID>();
        log.looks().forEach(look -> records.add(0, look.record()));
        assertThat(alert.records()).isEqualTo(records);
        assertThat(alert.limit()).isEqualTo(5);
        assertThat(alert.window()).isEqualTo(Duration.ofMinutes(10));
        assertThat(alert.firstAt()).isEqualTo(Log.START);
        assertThat(alert.lastAt()).isEqualTo(Log.START.plusSeconds(5));
        assertThat(alert.windowStart()).isEqualTo(Log.START.plusSeconds(5).minus(alert.window()));
        assertThat(alert.effect()).isEqualTo(Effect.SUSPEND);
    }

    @Test
    void theSixthPersonAWindowAfterTheFirstIsNotTooMany() {
        log.looksAt(1);
        for (var i = 2; i <= 6; i++) {
            log.at(Duration.ofMinutes(10)).looksAt(i);
        }
        assertThat(log.rules()).isEmpty();
    }

    @Test
    void refusedAttemptsCount() {
        for (var i = 1; i <= 6; i++) {
            log.misses(i).later(SECOND);
        }
        assertThat(log.alerts().get(0).refused()).isEqualTo(6);
    }

    /** Four dependants, as many as a helper may have, looked at again and again; strangers come on top of them. */
    @Test
    void fourDependantsAreNotTooManyAndHideNoStrangers() {
        for (var i = 0; i < 40; i++) {
            log.delegation("dependant-code", 1 + i % 4, null).later(SECOND);
        }
        log.looksAt(10);
        assertThat(log.rules()).isEmpty();
        log.later(SECOND).looksAt(11);
        assertThat(log.rules()).containsExactly("many-subjects");
    }

    @Test
    void aClockSetForwardMovesNoLookOutOfTheWindow() {
        for (var i = 1; i <= 6; i++) {
            log.clockOff(i % 2 == 0 ? Duration.ZERO : Duration.ofHours(1))
                    .looksAt(i)
                    .later(SECOND);
        }
        assertThat(log.rules()).contains("many-subjects", "clock");
    }

    /** Kafka was away for half an hour and a gate went on as usual: 25 people in each ten minutes, sixty are allowed. */
    @Test
    void looksThatWereSentLateAreNotAllOfOneInstant() {
        log.byClient(CallerKind.CHECKPOINT, "gate").at(Duration.ofMinutes(30));
        for (var i = 1; i <= 75; i++) {
            log.clockOff(Duration.ofSeconds(24L * i).minusMinutes(30)).looksAt(i);
        }
        assertThat(log.rules()).isEmpty();
    }

    /** Two auditors lifted the suspension of its beginning; it goes on, far above what can be counted. */
    @Test
    void aGateThatGoesOnIsToldAgainOnceAnHour() {
        log.byClient(CallerKind.CHECKPOINT, "gate");
        for (var i = 1; i <= 3 * 3_600; i++) {
            log.looksAt(i).later(SECOND);
        }
        assertThat(log.rules()).filteredOn("many-subjects"::equals).hasSizeBetween(3, 6);
    }

    @Test
    void elevenStrangersOfOneDayAreTooManyAndTenAreNot() {
        for (var i = 1; i <= 10; i++) {
            log.looksAt(i).later(Duration.ofMinutes(20));
        }
        assertThat(log.rules()).isEmpty();
        log.looksAt(11);
        assertThat(log.rules()).containsExactly("many-strangers");
    }

    /** A helper of nine, day after day, and somebody new once in a while. */
    @Test
    void whoeverHelpsTheSamePeopleIsNeverTold() {
        for (var day = 0; day < 28; day++) {
            log.at(DAY.multipliedBy(day));
            for (var elder = 1; elder <= 9; elder++) {
                log.looksAt(elder).later(Duration.ofMinutes(12));
            }
            if (day % 7 == 3) {
                log.looksAt(100 + day);
            }
        }
        assertThat(log.rules()).isEmpty();
    }

    @Test
    void whoeverTriesADocumentOfNobodyIsSuspendedAtTheFirstTry() {
        log.tries("honey");
        assertThat(log.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rule()).isEqualTo("honey");
            assertThat(alert.effect()).isEqualTo(Effect.SUSPEND);
            assertThat(alert.records()).hasSize(1);
        });
        log.later(Duration.ofMinutes(1)).tries("honey");
        assertThat(log.alerts()).as("once a day").hasSize(1);
    }

    @Test
    void aGateUnderWhoseCameraADocumentOfNobodyIsHeldGoesOn() {
        log.byClient(CallerKind.CHECKPOINT, "gate").tries("honey");
        assertThat(log.alerts()).singleElement().satisfies(alert -> assertThat(alert.effect())
                .isEqualTo(Effect.TELL));
    }

    @Test
    void anUnknownDocumentIsNoHoney() {
        log.tries("not-enrolled");
        assertThat(log.alerts()).isEmpty();
    }

    @Test
    void threeNewPeopleADayAreToldWithinAWeek() {
        var days = 0;
        while (log.rules().isEmpty() && days < 28) {
            log.at(DAY.multipliedBy(days));
            for (var i = 1; i <= 3; i++) {
                log.later(Duration.ofHours(3)).looksAt(days * 3 + i);
            }
            days++;
        }
        assertThat(log.rules()).contains("slow-strangers");
        assertThat(days).isLessThanOrEqualTo(7);
        assertThat(log.alerts().get(0).effect()).isEqualTo(Effect.THROTTLE);
    }

    @Test
    void oneNewPersonADayIsToldWithinTheMonth() {
        for (var day = 0; day < 21; day++) {
            log.at(DAY.multipliedBy(day)).looksAt(day + 1);
        }
        assertThat(log.rules()).containsOnly("slow-strangers");
    }

    @Test
    void eightPeopleWhoAreNotThereAreProbedForAndOneWhoseFaceFailsIsNot() {
        for (var i = 0; i < 20; i++) {
            log.misses(1).later(MINUTE.multipliedBy(4));
        }
        assertThat(log.rules()).isEmpty();
        log.by("another");
        for (var i = 0; i < 8; i++) {
            assertThat(log.rules()).isEmpty();
            log.misses(0).later(MINUTE.multipliedBy(4));
        }
        assertThat(log.rules()).containsExactly("probing");
    }

    /** A desk that sees two hundred people a day misses some. */
    @Test
    void aBusyDeskMissesSome() {
        log.byClient(CallerKind.CHECKPOINT, "desk");
        for (var i = 1; i <= 600; i++) {
            log.later(Duration.ofSeconds(60));
            if (i % 10 == 0) {
                log.misses(0);
            } else {
                log.looksAt(i);
            }
        }
        assertThat(log.rules()).isEmpty();
    }

    @Test
    void aDeskThatDoublesEveryWeekIsToldAndOneThatHasABusyDayIsNot() {
        for (var day = 0; day < 28; day++) {
            people("honest", day, day == 9 || day == 10 ? 300 : 60);
            people("greedy", day, (int) (60 * Math.pow(2, day / 7.0)));
        }
        assertThat(log.alerts())
                .filteredOn(alert -> alert.rule().equals("own-growth"))
                .extracting(alert -> alert.requester().id())
                .containsOnly("greedy");
    }

    private void people(String desk, int day, int count) {
        log.byClient(CallerKind.CHECKPOINT, desk).at(DAY.multipliedBy(day));
        for (var i = 1; i <= count; i++) {
            log.later(Duration.ofSeconds(40)).looksAt(day * 1_000 + i);
        }
    }

    @Test
    void aSixthDependantInAMonthIsTold() {
        for (var i = 1; i <= 5; i++) {
            log.at(DAY.multipliedBy(i)).delegation("delegation", i, null);
        }
        assertThat(log.rules()).isEmpty();
        log.delegation("delegation", 6, "too-many-delegations");
        assertThat(log.rules()).containsExactly("dependants");
    }

    @Test
    void whoeverGoesOnTryingAnEndedDelegationIsTold() {
        log.delegation("dependant-code", 1, null);
        for (var day = 1; day <= 3; day++) {
            assertThat(log.rules()).isEmpty();
            log.at(DAY.multipliedBy(day)).delegation("dependant-code", 1, "revoked");
        }
        assertThat(log.rules()).containsExactly("dependants");
    }

    @Test
    void servicesAndScansAreNobodysLooks() {
        for (var i = 1; i <= 100; i++) {
            log.scans("gate", i, "pass " + i, false).later(SECOND);
            log.byClient(CallerKind.SERVICE, "testresult-service").looksAt(i);
        }
        assertThat(log.rules()).isEmpty();
    }

    @Test
    void theIdOfAnAlertIsPinned() {
        assertThat(Alert.idOf("many-subjects", 1, "requester", Instant.EPOCH, 1))
                .hasToString(Alert.idOf("many-subjects", 1, "requester", "1970-01-01T00:00:00Z", "1")
                        .toString());
    }

    /** A delegation that nobody gave makes no acquaintance: a stranger's number would be enough to make them none. */
    @Test
    void whoeverWasRefusedADelegationIsAStrangerStill() {
        for (var i = 1; i <= 11; i++) {
            log.delegation("delegation", i, "face-session")
                    .later(SECOND)
                    .looksAt(i)
                    .later(Duration.ofMinutes(20));
        }
        assertThat(log.rules()).contains("many-strangers");
    }

    @Test
    void looksAtNobodyHideNoStrangers() {
        for (var i = 1; i <= 6; i++) {
            log.looksAt(i);
            for (var noise = 0; noise < Looks.MOST; noise++) {
                log.later(Duration.ofMillis(100)).delegation("dependant-code", 0, "no-such-delegation");
            }
        }
        assertThat(log.rules()).contains("many-subjects");
    }

    /** What throws here is read again and again: nobody would be watched any more. */
    @Test
    void manyLooksAtNobodyWithOneAtSomebodyAmongThemStopNoRule() {
        for (var i = 1; i <= 20; i++) {
            for (var noise = 0; noise < 8; noise++) {
                log.delegation("dependant-code", 0, "no-such-delegation");
            }
            log.delegation("dependant-code", 1, null).later(Duration.ofMinutes(11));
        }
        assertThat(log.rules()).doesNotContain("many-subjects");
        for (var noise = 0; noise < 2 * Looks.MOST; noise++) {
            log.later(Duration.ofMillis(10)).misses(0);
        }
        // From another service, whose records come later.
        log.later(Duration.ofSeconds(-30))
                .looksAt(1)
                .later(Duration.ofSeconds(30))
                .looksAt(2);
        assertThat(log.rules()).doesNotContain("many-subjects");
    }

    @Test
    void looksAtDependantsAllDayLongHideNoStrangers() {
        for (var i = 1; i <= 11; i++) {
            log.looksAt(100 + i);
            for (var noise = 0; noise < Looks.MOST; noise++) {
                log.later(Duration.ofSeconds(20)).delegation("dependant-code", 1 + noise % 4, null);
            }
        }
        assertThat(log.rules()).contains("many-strangers");
    }
}
