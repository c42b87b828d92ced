package org.vouch.testresult.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.testresult.results.ReportDecision.Accepted;
import org.vouch.testresult.results.ReportDecision.Duplicate;
import org.vouch.testresult.results.ReportDecision.Reason;
import org.vouch.testresult.results.ReportDecision.Rejected;
import org.vouch.testresult.results.ReportedTube.Member;
import org.vouch.testresult.tubes.Barcode;

class ReportPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant SAMPLED = NOW.minus(Duration.ofHours(6));
    private static final Duration SKEW = Duration.ofMinutes(5);

    @Test
    void takesTheFirstReportOfATubeThatHoldsSamples() {
        var tube = aTube(SAMPLED);
        assertThat(decide(aReport(NOW), null, tube)).isEqualTo(new Accepted(aReport(NOW), tube));
    }

    @Test
    void whatIsSaidAgainIsADuplicateHoweverTheTubeStands() {
        var report = aReport(NOW);
        assertThat(decide(report, report, null)).isEqualTo(new Duplicate());
        assertThat(ReportPolicy.decide(report, report, null, NOW.minus(Duration.ofDays(9))))
                .isEqualTo(new Duplicate());
    }

    @Test
    void theSameAccessionWithAnotherContentIsAConflict() {
        var said = aReport(NOW);
        for (var other : List.of(
                new Report(new Barcode("OTHER-1"), said.outcome(), "A-1", 1, NOW, said.rawDataSha256()),
                new Report(said.tube(), Outcome.POSITIVE, "A-1", 1, NOW, said.rawDataSha256()),
                new Report(said.tube(), said.outcome(), "A-1", 1, NOW.minusSeconds(1), said.rawDataSha256()),
                new Report(said.tube(), said.outcome(), "A-1", 1, NOW, "f".repeat(64)))) {
            assertThat(decide(other, said, aTube(SAMPLED))).isEqualTo(rejected(Reason.ACCESSION_CONFLICT));
        }
    }

    @Test
    void rejectsWhatHasNoTubeOrNoSampleOrWasReported() {
        assertThat(decide(aReport(NOW), null, null)).isEqualTo(rejected(Reason.UNKNOWN_TUBE));
        assertThat(decide(aReport(NOW), null, new ReportedTube(new Barcode("TUBE-01"), NOW, null, List.of())))
                .isEqualTo(rejected(Reason.EMPTY_TUBE));
        assertThat(decide(
                        aReport(NOW),
                        null,
                        new ReportedTube(
                                new Barcode("TUBE-01"), NOW, NOW, aTube(SAMPLED).members())))
                .isEqualTo(rejected(Reason.TUBE_ALREADY_REPORTED));
    }

    @Test
    void aHigherVersionComesAsACorrection() {
        var report = new Report(new Barcode("TUBE-01"), Outcome.NEGATIVE, "A-1", 2, NOW, "0".repeat(64));
        assertThat(decide(report, null, aTube(SAMPLED))).isEqualTo(rejected(Reason.CORRECTION_REQUIRED));
    }

    @Test
    void testsLieBetweenSamplingAndNowGiveOrTakeFiveMinutes() {
        var tube = aTube(SAMPLED.minusSeconds(60), SAMPLED);
        assertThat(decide(aReport(NOW.plus(SKEW)), null, tube)).isInstanceOf(Accepted.class);
        assertThat(decide(aReport(NOW.plus(SKEW).plusNanos(1_000)), null, tube))
                .isEqualTo(rejected(Reason.TESTED_IN_FUTURE));
        assertThat(decide(aReport(SAMPLED.minus(SKEW)), null, tube)).isInstanceOf(Accepted.class);
        assertThat(decide(aReport(SAMPLED.minus(SKEW).minusNanos(1_000)), null, tube))
                .isEqualTo(rejected(Reason.TESTED_BEFORE_SAMPLING));
    }

    @Test
    void aPositivePoolSaysOfNobodyThatTheyArePositive() {
        assertThat(Finding.of(Outcome.POSITIVE, 1)).isEqualTo(Finding.POSITIVE);
        assertThat(Finding.of(Outcome.POSITIVE, 2)).isEqualTo(Finding.PENDING_INDIVIDUAL);
        assertThat(Finding.of(Outcome.NEGATIVE, 20)).isEqualTo(Finding.NEGATIVE);
        assertThat(Finding.of(Outcome.INCONCLUSIVE, 20)).isEqualTo(Finding.INCONCLUSIVE);
        assertThat(Finding.of(Outcome.INVALID, 20)).isEqualTo(Finding.INVALID);
    }

    private static ReportDecision decide(
            Report report,
            @org.jspecify.annotations.Nullable Report said,
            @org.jspecify.annotations.Nullable ReportedTube tube) {
        return ReportPolicy.decide(report, said, tube, NOW);
    }

    private static Rejected rejected(Reason why) {
        return new Rejected(why);
    }

    private static Report aReport(Instant testedAt) {
        return new Report(new Barcode("TUBE-01"), Outcome.NEGATIVE, "A-1", 1, testedAt, "0".repeat(64));
    }

    private static ReportedTube aTube(Instant... sampledAt) {
        return new ReportedTube(
                new Barcode("TUBE-01"),
                null,
                null,
                List.of(sampledAt).stream()
                        .map(at -> new Member(UUID.randomUUID(), at))
                        .toList());
    }
}
