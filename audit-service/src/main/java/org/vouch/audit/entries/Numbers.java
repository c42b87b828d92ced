package org.vouch.audit.entries;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** The numbers that producers gave their records. */
public interface Numbers {
    /** How many records of a producer are missing below the highest number that has come in. */
    record Missing(String producer, long records) {}

    /**
     * Moves each producer's mark to the last number up to which nothing is missing, and past a gap above which something
     * came in before {@code late}: the gap is kept and what came in behind it is not read again and again. Then tells
     * what is missing: in gaps that nobody has explained, and above the mark.
     */
    Uni<List<Missing>> advance(Instant late, Instant now);
}
