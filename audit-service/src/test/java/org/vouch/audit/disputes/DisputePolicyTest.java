package org.vouch.audit.disputes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.disputes.DisputePolicy.OnDispute;
import org.vouch.audit.disputes.DisputePolicy.Why;
import org.vouch.audit.entries.AccessEntry;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.records.ReceivedAccess.Outcome;

class DisputePolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final History CLEAN = new History(0, 0, 0, 0, 0, 0);

    @ParameterizedTest
    @CsvSource({
        "resident, proxy-lookup",
        "resident, presence-check",
        "resident, dependant-code",
        "resident, delegation",
        "checkpoint, proxy-lookup",
        "checkpoint, presence-check"
    })
    void aProxyLookThatWasGrantedLatelyFreezesTheRequester(String kind, String action) {
        var look = look(CallerKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)), action, Outcome.GRANTED, NOW);
        assertThat(DisputePolicy.decide(look, CLEAN, NOW)).isEqualTo(new OnDispute.Freeze());
    }

    @Test
    void aPassThatItsHolderShowedAndARefusalFreezeNobody() {
        assertThat(DisputePolicy.decide(look(CallerKind.CHECKPOINT, "scan", Outcome.GRANTED, NOW), CLEAN, NOW))
                .isEqualTo(new OnDispute.Review(Why.NO_PROXY_LOOK));
        assertThat(DisputePolicy.decide(look(CallerKind.RESIDENT, "proxy-lookup", Outcome.REFUSED, NOW), CLEAN, NOW))
                .isEqualTo(new OnDispute.Review(Why.REFUSED_ANYWAY));
    }

    @ParameterizedTest
    @EnumSource(
            value = CallerKind.class,
            names = {"RESIDENT", "CHECKPOINT"},
            mode = EnumSource.Mode.EXCLUDE)
    void nobodyElseIsFrozenByOneClick(CallerKind kind) {
        for (var action : new String[] {"proxy-lookup", "presence-check", "sample", "counter-first-of-two-officers"}) {
            assertThat(DisputePolicy.decide(look(kind, action, Outcome.GRANTED, NOW), CLEAN, NOW))
                    .isEqualTo(new OnDispute.Review(Why.NO_PROXY_LOOK));
        }
    }

    @Test
    void aLookThatIsThirtyDaysOldIsReviewedAndFreezesNobody() {
        var last = NOW.minus(DisputePolicy.FRESH);
        assertThat(DisputePolicy.decide(proxyLook(last.plusMillis(1)), CLEAN, NOW))
                .isEqualTo(new OnDispute.Freeze());
        assertThat(DisputePolicy.decide(proxyLook(last), CLEAN, NOW)).isEqualTo(new OnDispute.Review(Why.LONG_AGO));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "1, 0, true", "2, 0, false", "1, 1, false"})
    void whoWasWrongTwiceOrAboutThisRequesterBeforeWaitsForTheReview(long rejected, long ofThis, boolean freezes) {
        assertThat(DisputePolicy.decide(proxyLook(NOW), new History(rejected, ofThis, 0, 0, 0, 0), NOW))
                .isEqualTo(freezes ? new OnDispute.Freeze() : new OnDispute.Review(Why.REJECTED_BEFORE));
    }

    @ParameterizedTest
    @CsvSource({"2, true", "3, false"})
    void threeFreezesAtATimeAreTheMostOfOnePerson(long open, boolean freezes) {
        assertThat(DisputePolicy.decide(proxyLook(NOW), new History(0, 0, open, 0, 0, 0), NOW))
                .isEqualTo(freezes ? new OnDispute.Freeze() : new OnDispute.Review(Why.MUCH_UNDER_WAY));
    }

    @ParameterizedTest
    @CsvSource({"checkpoint, 2, 0, true", "checkpoint, 3, 0, false", "checkpoint, 3, 1, true", "resident, 9, 0, true"})
    void aPostAboutWhichThreePeopleWereWrongIsReviewedFirst(String kind, long wrong, long right, boolean freezes) {
        var look =
                look(CallerKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)), "proxy-lookup", Outcome.GRANTED, NOW);
        assertThat(DisputePolicy.decide(look, new History(0, 0, 0, 0, wrong, right), NOW))
                .isEqualTo(freezes ? new OnDispute.Freeze() : new OnDispute.Review(Why.OTHERS_WERE_WRONG));
    }

    @ParameterizedTest
    @CsvSource({"19, false", "20, true"})
    void twentyADayAreTheMost(long lately, boolean tooMany) {
        assertThat(DisputePolicy.decide(proxyLook(NOW), new History(0, 0, 0, lately, 0, 0), NOW))
                .isEqualTo(tooMany ? new OnDispute.TooMany() : new OnDispute.Freeze());
    }

    private static AccessEntry proxyLook(Instant at) {
        return look(CallerKind.RESIDENT, "proxy-lookup", Outcome.GRANTED, at);
    }

    private static AccessEntry look(CallerKind kind, String action, Outcome outcome, Instant at) {
        return new AccessEntry(
                UUID.randomUUID(),
                at,
                new Pseudonym("a".repeat(32)),
                new Pseudonym("b".repeat(32)),
                kind,
                null,
                action,
                "entry",
                outcome);
    }
}
