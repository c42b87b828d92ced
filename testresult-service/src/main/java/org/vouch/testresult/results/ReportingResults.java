package org.vouch.testresult.results;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Ids;
import org.vouch.testresult.results.ReportDecision.Accepted;
import org.vouch.testresult.topic.ResultsTopic;

/**
 * Takes a lab's reports, each by itself: one that is rejected keeps no other from being taken. A report, its members'
 * results and their events are committed together; groups of reports share a transaction, and a group that fails
 * leaves the earlier ones standing, so that the lab sends all again and finds those to be duplicates.
 */
@ApplicationScoped
public class ReportingResults {
    private static final int GROUP = 100;

    private final Reports reports;
    private final ResultsTopic topic;
    private final Clock clock;
    private final Ids ids;
    private final MeterRegistry meters;

    ReportingResults(Reports reports, ResultsTopic topic, Clock clock, Ids ids, MeterRegistry meters) {
        this.reports = reports;
        this.topic = topic;
        this.clock = clock;
        this.ids = ids;
        this.meters = meters;
    }

    /** One decision per report, in order. {@code lab} is the organisation. */
    public Uni<List<ReportDecision>> report(String lab, List<Report> all) {
        return Multi.createFrom()
                .iterable(groups(all))
                .onItem()
                .transformToUniAndConcatenate(
                        group -> reports.file(lab, group, known -> decide(lab, group, known, now()))
                                .invoke(decisions -> decisions.forEach(this::count)))
                .collect()
                .in(ArrayList::new, List::addAll);
    }

    private void count(ReportDecision decision) {
        meters.counter("vouch.reports", "decision", decision.name()).increment();
    }

    private static List<List<Report>> groups(List<Report> all) {
        var groups = new ArrayList<List<Report>>();
        for (var from = 0; from < all.size(); from += GROUP) {
            groups.add(all.subList(from, Math.min(from + GROUP, all.size())));
        }
        return groups;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Decides in order: an earlier report of the group is known to the later ones. */
    private Filing decide(String lab, List<Report> group, Known known, Instant now) {
        var tubes = new HashMap<>(known.tubes());
        var said = new HashMap<>(known.reports());
        var filing = new Filing(now, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var report : group) {
            var decision = ReportPolicy.decide(report, said.get(report.key()), tubes.get(report.tube()), now);
            filing.decisions().add(decision);
            if (decision instanceof Accepted accepted) {
                said.put(report.key(), report);
                tubes.computeIfPresent(report.tube(), (barcode, tube) -> reported(tube, now));
                file(lab, accepted, filing);
            }
        }
        return filing;
    }

    private static ReportedTube reported(ReportedTube tube, Instant now) {
        return new ReportedTube(tube.barcode(), tube.sealedAt(), now, tube.members());
    }

    private void file(String lab, Accepted accepted, Filing filing) {
        var tube = accepted.tube();
        var finding = Finding.of(accepted.report().outcome(), tube.members().size());
        var sealedAt = Objects.requireNonNullElse(tube.sealedAt(), filing.reportedAt());
        filing.reports().add(accepted.report());
        for (var member : tube.members()) {
            var person = member.person();
            if (person != null) {
                var result = new MemberResult(
                        ids.next(),
                        person,
                        finding,
                        accepted.report(),
                        member.sampledAt(),
                        sealedAt,
                        filing.reportedAt());
                filing.results().add(result);
                filing.events().add(event(lab, result));
            }
        }
    }

    private OutgoingEvent event(String lab, MemberResult result) {
        var fact = result.finding() == Finding.PENDING_INDIVIDUAL
                ? RetestRequired.of(result)
                : ResultReported.of(result, lab);
        return topic.event(fact, result.reportedAt());
    }
}
