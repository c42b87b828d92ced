package org.vouch.audit.producers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A heartbeat, on one of so many partitions.
 *
 * @param last up to which number everything stands before it, on this partition
 * @param head the hash of that record, null where there is none
 * @param at by the log's clock
 * @param late whether its own time lies too far before that
 */
public record Heard(
        String producer,
        int partition,
        int partitions,
        long last,
        byte @Nullable [] head,
        Instant at,
        boolean stopping,
        boolean late) {
    @Override
    public String toString() {
        return "Heard[" + producer + " " + last + "]";
    }
}
