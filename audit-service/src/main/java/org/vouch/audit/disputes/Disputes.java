package org.vouch.audit.disputes;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.entries.DisputedLooks.Dispute;
import org.vouch.audit.pseudonym.Pseudonym;

/** All disputes. Every call takes part in the caller's transaction. */
public interface Disputes {
    /** Until the transaction ends nobody else makes disputes of this subject. */
    Uni<Void> lock(Pseudonym subject);

    /** Where this one stands; empty where there is none. */
    Uni<Optional<Dispute>> state(Pseudonym subject, UUID look);

    /** What the subject has disputed so far, {@code requester} being whom this look was by. */
    Uni<History> history(Pseudonym subject, Pseudonym requester, Instant now);

    /** How many people dispute looks of this requester, since then. */
    Uni<Long> disputing(Pseudonym requester, Instant since);

    /** The incident of the open disputes about this requester. */
    Uni<Optional<UUID>> incident(Pseudonym requester);

    Uni<Void> add(Pseudonym subject, UUID look, UUID alert, boolean freezes, Instant at);
}
