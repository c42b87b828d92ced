package org.vouch.audit.entries;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.pseudonym.Pseudonyms;
import org.vouch.audit.records.ReceivedAccess.Outcome;

/** Tells a person who looked at them, without telling who anybody else is. */
@ApplicationScoped
public class SeeingWhoLooked {
    private final Pseudonyms pseudonyms;
    private final Entries entries;

    SeeingWhoLooked(Pseudonyms pseudonyms, Entries entries) {
        this.pseudonyms = pseudonyms;
        this.entries = entries;
    }

    /** One look, as its subject sees it. */
    public record Seen(
            UUID id,
            Instant at,
            CallerKind kind,
            String label,
            String action,
            @Nullable String purpose,
            Outcome outcome) {}

    /** Newest first, refusals included. */
    public Uni<Page<Seen>> page(UUID person, PageRequest request) {
        return entries.about(pseudonyms.everyOneOfSubject(person), request)
                .map(page -> page.map(entry -> seen(entry, person)));
    }

    private Seen seen(AccessEntry entry, UUID person) {
        var handle = pseudonyms.handle(entry.requester(), pseudonyms.ofSubject(person));
        return new Seen(
                entry.id(),
                entry.at(),
                entry.kind(),
                RequesterLabel.of(entry.kind(), entry.label(), handle),
                entry.action(),
                entry.purpose(),
                entry.outcome());
    }
}
