package org.vouch.audit.entries;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The numbers that producers gave their records. */
public interface Numbers {
    /** How many records of a producer are missing below the highest number that has come in. */
    record Missing(String producer, long records) {}

    /** Moves each producer's mark to the last number up to which nothing is missing, then tells what is missing above. */
    Uni<List<Missing>> advance();
}
