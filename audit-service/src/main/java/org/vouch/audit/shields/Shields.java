package org.vouch.audit.shields;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;

/** All shields. Every call takes part in the caller's transaction. */
public interface Shields {
    /** Until the transaction ends nobody else changes shields of this subject. */
    Uni<Void> lock(String subject);

    Uni<Optional<Shield>> inForce(String subject, Instant now);

    /** Whom it is about; nothing is read that may be old after a wait for the lock. */
    Uni<Optional<String>> subjectOf(UUID id);

    Uni<Optional<Shield>> find(UUID id);

    Uni<Void> add(Shield shield);

    /** Stores that a shield has ended. */
    Uni<Void> update(Shield shield);

    Uni<Page<Shield>> page(PageRequest request);
}
