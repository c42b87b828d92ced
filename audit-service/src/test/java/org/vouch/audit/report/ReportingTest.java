package org.vouch.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.report.Counts.Disputed;
import org.vouch.audit.report.Counts.Looks;
import org.vouch.audit.report.Counts.Suspended;
import org.vouch.audit.report.Reporting.Day;
import org.vouch.audit.report.Reporting.Lookups;

class ReportingTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 21);
    private static final LocalDate SECOND = LocalDate.of(2026, 11, 22);

    @Test
    void bringsTheCountsOfADayTogetherNewestFirst() {
        assertThat(Reporting.report(
                        List.of(
                                new Looks(FIRST, CallerKind.RESIDENT, 7, 1),
                                new Looks(FIRST, CallerKind.CHECKPOINT, 20, 2)),
                        List.of(new Suspended(FIRST, 3)),
                        List.of(new Disputed(FIRST, 4), new Disputed(SECOND, 5))))
                .containsExactly(
                        new Day(SECOND, List.of(), 0, 0, 5),
                        new Day(
                                FIRST,
                                List.of(new Lookups(CallerKind.RESIDENT, 7), new Lookups(CallerKind.CHECKPOINT, 20)),
                                3,
                                3,
                                4));
    }
}
