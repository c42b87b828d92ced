package org.vouch.audit.report;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.report.Counts.Disputed;
import org.vouch.audit.report.Counts.Looks;
import org.vouch.audit.report.Counts.Suspended;

/** What the platform tells everyone about its own use: the last thirty days, newest first. */
@ApplicationScoped
public class Reporting {
    private static final int DAYS = 30;

    private final Counts counts;
    private final Clock clock;

    Reporting(Counts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /** One day (UTC). */
    public record Day(LocalDate date, List<Lookups> lookups, long refusals, long suspensions, long disputes) {}

    /** Granted looks by one kind of requester. */
    public record Lookups(CallerKind kind, long granted) {}

    public Uni<List<Day>> days() {
        var from = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS - 1L);
        return Uni.combine()
                .all()
                .unis(counts.looks(from), counts.suspended(from), counts.disputed(from))
                .asTuple()
                .map(all -> report(all.getItem1(), all.getItem2(), all.getItem3()));
    }

    static List<Day> report(List<Looks> looks, List<Suspended> suspended, List<Disputed> disputed) {
        var days = new TreeMap<LocalDate, Day>(Comparator.reverseOrder());
        for (var one : suspended) {
            days.merge(one.day(), new Day(one.day(), List.of(), 0, one.count(), 0), Reporting::sum);
        }
        for (var one : disputed) {
            days.merge(one.day(), new Day(one.day(), List.of(), 0, 0, one.count()), Reporting::sum);
        }
        for (var one : looks) {
            var granted = List.of(new Lookups(one.kind(), one.granted()));
            days.merge(one.day(), new Day(one.day(), granted, one.refused(), 0, 0), Reporting::sum);
        }
        return List.copyOf(days.values());
    }

    private static Day sum(Day day, Day more) {
        var lookups = new ArrayList<>(day.lookups());
        lookups.addAll(more.lookups());
        return new Day(
                day.date(),
                List.copyOf(lookups),
                day.refusals() + more.refusals(),
                day.suspensions() + more.suspensions(),
                day.disputes() + more.disputes());
    }
}
