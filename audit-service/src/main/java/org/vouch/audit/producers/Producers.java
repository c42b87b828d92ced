package org.vouch.audit.producers;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.vouch.audit.records.ReceivedActs;

/** What is known of those who write access records. */
public interface Producers {
    /** Behind the records that came with them; taking the same again changes nothing. */
    Uni<Void> take(List<Heard> heard, List<Finding> found, List<ReceivedActs> acts, Instant now);

    /** A suspension was announced to the services: an entry has to stand for it. */
    Uni<Void> announced(UUID suspension, Instant at);

    /** Compares what was told with what came; those that are not told yet, or are over, at most a hundred. */
    Uni<List<Finding>> judge(Instant now);

    /** Told; and where it cannot end by itself or has, not looked at any more. */
    Uni<Void> told(Finding finding);
}
