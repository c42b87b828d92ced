package org.vouch.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.caller.CallerKind;

/** By subject, by proof, by what subjects have in common, and by producer. */
class OtherRulesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Log log = new Log();

    @Test
    void theSixthStrangerWithinAnHourShieldsAPersonAndNamesAllSix() {
        for (var i = 1; i <= 5; i++) {
            log.by("account " + i).misses(1).later(MINUTE);
        }
        assertThat(log.rules()).isEmpty();
        log.by("account 6").misses(1);
        assertThat(log.alerts()).hasSize(6).allMatch(alert -> alert.effect() == Effect.SHIELD);
        assertThat(log.alerts())
                .extracting(Alert::incident)
                .containsOnly(log.alerts().get(0).incident());
    }

    @Test
    void thoseWhoHaveAskedBeforeAndDesksDoNotPutAnybodyInDemand() {
        for (var i = 1; i <= 5; i++) {
            log.by("child " + i).looksAt(1).later(Duration.ofHours(5));
        }
        log.at(Duration.ofDays(3));
        for (var i = 1; i <= 5; i++) {
            log.by("child " + i).looksAt(1).later(MINUTE);
        }
        for (var i = 1; i <= 9; i++) {
            log.byClient(CallerKind.CHECKPOINT, "desk " + i).looksAt(1).later(MINUTE);
        }
        assertThat(log.rules()).isEmpty();
    }

    /** One account that is refused again and again makes nobody forget who else has asked. */
    @Test
    void noiseOfOneAccountHidesNoDemand() {
        for (var i = 0; i < 6; i++) {
            log.by("curious " + i).misses(1).later(SECOND);
            for (var noise = 0; noise < 64; noise++) {
                log.by("loud").misses(1).later(SECOND);
            }
        }
        assertThat(log.rules()).contains("in-demand");
    }

    /** Twelve accounts and six people, two looks an account and day: nobody comes near a limit of one account. */
    @Test
    void accountsThatWorkThroughOneListAreOneRing() {
        for (var i = 0; i < 24; i++) {
            log.by("bot " + i % 12).looksAt(1 + i * 5 % 6 + (i >= 12 ? 1 : 0)).later(Duration.ofMinutes(25));
        }
        assertThat(log.alerts())
                .filteredOn(alert -> alert.rule().equals("ring"))
                .extracting(alert -> alert.requester().id())
                .contains("bot 0", "bot 5", "bot 11");
    }

    /** Whoever knows the numbers of those whom somebody helps can be refused beside them, as many as they like. */
    @Test
    void refusalsOfOthersSuspendNobodyWhoHelps() {
        for (var i = 1; i <= 4; i++) {
            log.by("helper").looksAt(i).later(Duration.ofMinutes(20));
        }
        for (var i = 0; i < 9; i++) {
            for (var person = 1; person <= 4; person++) {
                log.by("framer " + i).misses(person).later(SECOND);
            }
        }
        assertThat(log.rules()).contains("ring");
        assertThat(log.alerts())
                .filteredOn(alert -> alert.effect() == Effect.SUSPEND)
                .isEmpty();
    }

    @Test
    void aChainOfFamiliesIsNoRing() {
        for (var i = 0; i < 40; i++) {
            log.by("child " + i).looksAt(1 + i).later(MINUTE).looksAt(2 + i).later(Duration.ofMinutes(20));
        }
        assertThat(log.rules()).isEmpty();
    }

    @Test
    void aProofBroughtAThirdTimeIsTold() {
        log.makes("proof", 1).later(SECOND).brings("proof", 1, null).later(SECOND);
        log.brings("proof", 1, "replayed");
        assertThat(log.rules()).isEmpty();
        log.later(SECOND).brings("proof", 1, "replayed");
        assertThat(log.rules()).containsExactly("replayed-proof");
    }

    @Test
    void aProofBroughtByAnotherIsToldAtOnceAndACollectorsIsNot() {
        log.makes("proof", 1).later(SECOND);
        log.byClient(CallerKind.COLLECTOR, "site").brings("proof", 1, null).later(SECOND);
        assertThat(log.rules()).isEmpty();
        log.by("thief").brings("proof", 1, "other-requester");
        assertThat(log.alerts()).extracting(alert -> alert.requester().id()).containsExactly("thief");
    }

    @Test
    void oneReplayEachOfThreeProofsIsTold() {
        for (var i = 1; i <= 3; i++) {
            log.makes("proof " + i, i)
                    .later(SECOND)
                    .brings("proof " + i, i, null)
                    .later(SECOND);
            log.brings("proof " + i, i, "replayed").later(MINUTE.multipliedBy(5));
        }
        assertThat(log.rules()).containsExactly("bad-proofs");
    }

    @Test
    void onePassAtTwoPlacesWhileItIsFreshNamesBoth() {
        log.scans("north", 1, "pass", false).later(Duration.ofSeconds(20)).scans("south", 1, "pass", false);
        assertThat(log.rules()).containsExactly("relayed-pass", "relayed-pass");
        assertThat(log.alerts()).extracting(alert -> alert.requester().id()).containsExactly("north", "south");
    }

    @Test
    void anOldPassAtTheNextDoorAndAPassReadTwiceAreOrdinary() {
        log.scans("north", 1, "pass", false).later(SECOND).scans("north", 1, "pass", false);
        log.later(Duration.ofSeconds(120)).scans("south", 1, "pass", true);
        assertThat(log.rules()).isEmpty();
    }

    @Test
    void aPassReadOverAndOverIsTold() {
        for (var i = 0; i < 6; i++) {
            assertThat(log.rules()).isEmpty();
            log.scans("north", 1, "poster", i > 3).later(Duration.ofSeconds(20));
        }
        assertThat(log.rules()).containsExactly("relayed-pass");
    }

    @Test
    void onePersonHereAndThereAndHereAgainIsTold() {
        log.scans("north", 1, "pass 1", false).later(Duration.ofSeconds(30)).scans("south", 1, "pass 2", false);
        assertThat(log.rules()).isEmpty();
        log.later(Duration.ofSeconds(40)).scans("north", 1, "pass 3", false);
        assertThat(log.rules()).containsOnly("pass-elsewhere");
    }

    @Test
    void aNumberThatNeverComesIsToldAfterThirtySeconds() {
        log.looksAt(1)
                .later(SECOND)
                .loses("healthcode")
                .looksAt(1)
                .later(Duration.ofSeconds(30))
                .looksAt(1);
        assertThat(log.rules()).isEmpty();
        log.later(SECOND).looksAt(1);
        assertThat(log.rules()).containsExactly("missing-numbers");
        assertThat(log.alerts().get(0).requester().id()).isEqualTo("healthcode");
    }

    @Test
    void aProducerThatFallsSilentIsToldWhileOthersGoOn() {
        for (var i = 0; i < 3 * 24 * 60; i++) {
            log.looksAt(1).makes("proof " + i, 1).later(MINUTE);
        }
        for (var i = 0; i < 39; i++) {
            log.makes("further " + i, 1).later(MINUTE);
        }
        assertThat(log.rules()).isEmpty();
        for (var i = 0; i < 3; i++) {
            log.makes("and further " + i, 1).later(MINUTE);
        }
        assertThat(log.rules()).containsExactly("silence");
    }

    @Test
    void aClockThatIsAnHourSlowForOneRecordIsTold() {
        log.looksAt(1).later(SECOND).clockOff(Duration.ofHours(-1)).looksAt(1);
        assertThat(log.rules()).containsExactly("clock");
    }

    @Test
    void whatWaitedForTheBrokerIsNoClock() {
        log.at(Duration.ofHours(2));
        for (var i = 0; i < 100; i++) {
            log.clockOff(Duration.ofMinutes(i).minusHours(2)).looksAt(1);
        }
        assertThat(log.rules()).isEmpty();
    }
}
