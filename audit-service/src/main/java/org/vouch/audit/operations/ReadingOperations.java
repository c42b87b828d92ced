package org.vouch.audit.operations;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.operations.Operations.Alerts;
import org.vouch.audit.operations.Operations.LogState;
import org.vouch.audit.operations.Operations.Looks;
import org.vouch.audit.operations.Operations.Producer;

/** How much is looked at, step by step without a hole, and whether all of it is written down. */
@ApplicationScoped
public class ReadingOperations {
    private final Operations operations;
    private final Clock clock;

    ReadingOperations(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    public record Read(Instant at, LogState log, List<Producer> producers, List<Step> steps) {}

    /** One step, also where nothing was looked at. */
    public record Step(Instant from, long granted, long refused, long alerts, @Nullable Double entryDelaySeconds) {}

    public Uni<Read> read(Period period) {
        var now = clock.instant();
        var step = period.step();
        var from = floor(now.minus(period.length()), step).plus(step);
        return Uni.combine()
                .all()
                .unis(
                        operations.log(),
                        operations.producers(),
                        operations.looks(from, step),
                        operations.alerts(from, step))
                .asTuple()
                .map(all -> new Read(
                        now, all.getItem1(), all.getItem2(), steps(from, now, step, all.getItem3(), all.getItem4())));
    }

    /** Steps begin where the clock's do: the same moment is in the same step, whenever it is asked for. */
    static Instant floor(Instant at, Duration step) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), step.toSeconds()) * step.toSeconds());
    }

    static List<Step> steps(Instant from, Instant to, Duration step, List<Looks> looks, List<Alerts> alerts) {
        var looked = looks.stream().collect(Collectors.toMap(Looks::from, Function.identity()));
        var raised = alerts.stream().collect(Collectors.toMap(Alerts::from, Alerts::raised));
        var steps = new ArrayList<Step>();
        for (var at = from; !at.isAfter(to); at = at.plus(step)) {
            var one = looked.get(at);
            steps.add(new Step(
                    at,
                    one == null ? 0 : one.granted(),
                    one == null ? 0 : one.refused(),
                    raised.getOrDefault(at, 0L),
                    one == null ? null : one.entryDelaySeconds()));
        }
        return List.copyOf(steps);
    }
}
