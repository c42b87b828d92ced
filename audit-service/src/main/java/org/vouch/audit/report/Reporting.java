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
    public record Day(LocalDate date, List<Lookups> lookups, long refusals, long suspensions) {}

    /** Granted looks by one kind of requester. */
    public record Lookups(CallerKind kind, long granted) {}

    public Uni<List<Day>> days() {
        var from = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS - 1L);
        return Uni.combine()
                .all()
                .unis(counts.looks(from), counts.suspended(from))
                .asTuple()
                .map(both -> report(both.getItem1(), both.getItem2()));
    }

    static List<Day> report(List<Looks> looks, List<Suspended> suspended) {
        var days = new TreeMap<LocalDate, Day>(Comparator.reverseOrder());
        for (var one : suspended) {
            days.put(one.day(), new Day(one.day(), List.of(), 0, one.count()));
        }
        for (var one : looks) {
            var day = days.getOrDefault(one.day(), new Day(one.day(), List.of(), 0, 0));
            days.put(one.day(), with(day, one));
        }
        return List.copyOf(days.values());
    }

    private static Day with(Day day, Looks looks) {
        var lookups = new ArrayList<>(day.lookups());
        lookups.add(new Lookups(looks.kind(), looks.granted()));
        return new Day(day.date(), List.copyOf(lookups), day.refusals() + looks.refused(), day.suspensions());
    }
}
