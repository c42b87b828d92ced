package org.vouch.audit.operations;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.operations.Operations.Alerts;
import org.vouch.audit.operations.Operations.LogState;
import org.vouch.audit.operations.Operations.Looks;
import org.vouch.audit.operations.Operations.Producer;

/**
 * How much is looked at, step by step without a hole, and whether all of it is written down. Read once for all who ask within two
 * seconds: up to fifty thousand entries are counted for it, in the database that also holds people's codes, and pages ask again
 * and again.
 */
@ApplicationScoped
public class ReadingOperations {
    private static final Duration SHARED = Duration.ofSeconds(2);

    private final Operations operations;
    private final Clock clock;
    private final Map<Period, Shared> shared = new ConcurrentHashMap<>();

    ReadingOperations(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    public record Read(Instant at, LogState log, List<Producer> producers, List<Step> steps) {}

    /** One step, also where nothing was looked at. */
    public record Step(Instant from, long granted, long refused, long alerts, @Nullable Double entryDelaySeconds) {}

    private record Shared(Instant since, Uni<Read> read) {}

    public Uni<Read> read(Period period) {
        var now = clock.instant();
        return Objects.requireNonNull(shared.compute(
                        period,
                        (key, before) ->
                                before != null && now.isBefore(before.since().plus(SHARED))
                                        ? before
                                        : new Shared(now, fresh(period, now))))
                .read();
    }

    /** What failed is asked again by whoever comes next. */
    private Uni<Read> fresh(Period period, Instant now) {
        return count(period, now)
                .onFailure()
                .invoke(() -> shared.computeIfPresent(
                        period, (key, one) -> one.since().equals(now) ? null : one))
                .memoize()
                .indefinitely();
    }

    private Uni<Read> count(Period period, Instant now) {
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
