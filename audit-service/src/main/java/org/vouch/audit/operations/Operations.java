package org.vouch.audit.operations;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tables tell about themselves, as numbers. */
public interface Operations {
    /** @param publishedAt null before the first checkpoint */
    record LogState(long entries, long published, @Nullable Instant publishedAt) {}

    /**
     * One writer of access records.
     *
     * @param told up to which number it says that it wrote
     * @param came up to which number all is here
     * @param missing numbers that are not here and not explained
     * @param heardAt its newest heartbeat
     */
    record Producer(String name, long told, long came, long missing, @Nullable Instant heardAt) {}

    /**
     * Entries that were written in one step.
     *
     * @param entryDelaySeconds in which nineteen of twenty looks became entries; null where there was none
     */
    record Looks(Instant from, long granted, long refused, @Nullable Double entryDelaySeconds) {}

    record Alerts(Instant from, long raised) {}

    Uni<LogState> log();

    Uni<List<Producer>> producers();

    /** Steps without any are left out; of very many entries the newest. */
    Uni<List<Looks>> looks(Instant from, Duration step);

    /** Steps without any are left out. */
    Uni<List<Alerts>> alerts(Instant from, Duration step);
}
