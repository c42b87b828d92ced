package org.vouch.audit.entries;

import com.fasterxml.jackson.annotation.JsonValue;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vouch.audit.pseudonym.Pseudonym;

/** Which looks their subjects have disputed, and what an auditor made of it. */
public interface DisputedLooks {
    /** Where a dispute stands. */
    @Schema(name = "Dispute")
    enum Dispute {
        /** Nobody has decided yet. */
        OPEN,
        UPHELD,
        REJECTED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of these looks at the subject, under any of its pseudonyms, those that are disputed. */
    Uni<Map<UUID, Dispute>> among(List<Pseudonym> subject, Collection<UUID> looks);
}
