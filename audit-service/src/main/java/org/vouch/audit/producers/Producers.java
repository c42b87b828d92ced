package org.vouch.audit.producers;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** What is known of those who write access records. */
public interface Producers {
    /** Behind the records that came with them; taking the same again changes nothing. */
    Uni<Void> take(List<Heard> heard, List<Finding> found, Instant now);

    /** Compares what was told with what came; those that are not told yet, or are over, at most a hundred. */
    Uni<List<Finding>> judge(Instant now);

    /** Told; and where it cannot end by itself or has, not looked at any more. */
    Uni<Void> told(Finding finding);
}
