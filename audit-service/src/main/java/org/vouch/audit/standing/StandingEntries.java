package org.vouch.audit.standing;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What the log has of suspensions, shields and thresholds. */
public interface StandingEntries {
    /** Some entries in their order, and where the next ones are looked for; none where there are no more. */
    record Some(List<JsonNode> entries, long next) {
        public Some {
            entries = List.copyOf(entries);
        }
    }

    Uni<Some> from(long index);
}
