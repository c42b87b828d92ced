package org.vouch.audit.entries;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.entries.AccessEntry.Numbered;
import org.vouch.audit.pseudonym.Pseudonym;

/** All looks that were recorded anywhere on the platform. */
public interface Entries {
    /**
     * What a batch came to.
     *
     * @param entries those that were not known before
     * @param setAside how many were put aside
     * @param renumbered how many had a number that another record of their producer has already
     */
    record Added(List<AccessEntry> entries, int setAside, int renumbered) {}

    /**
     * Adds each entry that is not known yet, here and to the log, in one transaction with what is set aside and with where
     * the batch ends.
     */
    Uni<Added> add(List<Numbered> batch, List<SetAside> aside, List<Position> ends, Instant now);

    /** A look, and its requester's id as it was masked; null where it has been forgotten. */
    record Masked(AccessEntry entry, byte @Nullable [] requester) {
        @Override
        public String toString() {
            return "Masked";
        }
    }

    /** This look, if it is at the subject under any of its pseudonyms. */
    Uni<Optional<Masked>> one(List<Pseudonym> subject, UUID look);

    /** Looks at one subject, under any of its pseudonyms, newest first. */
    Uni<Page<AccessEntry>> about(List<Pseudonym> subject, PageRequest request);
}
