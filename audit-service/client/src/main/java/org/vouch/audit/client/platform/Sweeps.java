package org.vouch.audit.client.platform;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;

/**
 * Deletes rows whose time is over, each kind at its own pace, on every replica. No store may rely on it: a row that has
 * ended is refused by its own time, swept or not. A sweep that fails is tried again at its next turn.
 */
@ApplicationScoped
public class Sweeps {
    private static final Logger LOG = Logger.getLogger(Sweeps.class);

    private final Pool pool;
    private final Clock clock;
    private final Vertx vertx;
    private final List<Sweep> sweeps = new CopyOnWriteArrayList<>();

    Sweeps(Pool pool, Clock clock, Vertx vertx) {
        this.pool = pool;
        this.clock = clock;
        this.vertx = vertx;
    }

    private record Sweep(String what, Supplier<Uni<Integer>> work) {}

    /**
     * From now on, until the service stops.
     *
     * @param period between two sweeps
     * @param delete a statement whose $1 is a time: what ended by then goes
     * @param kept for how long rows outlive the time that they are compared by
     */
    public void every(Duration period, String delete, Duration kept) {
        every(period, delete, () -> pool.preparedQuery(delete)
                .execute(Tuple.of(clock.instant().minus(kept).atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount()));
    }

    /**
     * As above, where more than a time says what goes.
     *
     * @param what for the service's log
     * @param work deletes, and tells how many rows
     */
    public void every(Duration period, String what, Supplier<Uni<Integer>> work) {
        var sweep = new Sweep(what, work);
        sweeps.add(sweep);
        vertx.setPeriodic(period.toMillis(), timer -> run(sweep)
                .subscribe()
                .with(
                        rows -> LOG.debugf("%d rows: %s", rows, what),
                        failure -> LOG.warnf("not swept: %s: %s", what, Causes.withoutMessages(failure))));
    }

    /** All of them at once; the number of deleted rows. */
    public Uni<Integer> now() {
        return Uni.join()
                .all(sweeps.stream().map(Sweeps::run).toList())
                .andFailFast()
                .map(counts -> counts.stream().mapToInt(Integer::intValue).sum());
    }

    private static Uni<Integer> run(Sweep sweep) {
        return Uni.createFrom().deferred(() -> sweep.work().get());
    }
}
