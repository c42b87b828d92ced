package org.vouch.audit.entries;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.entries.DisputedLooks.Dispute;
import org.vouch.audit.log.GivingReceipts;
import org.vouch.audit.pseudonym.Pseudonyms;
import org.vouch.audit.records.ReceivedAccess.Outcome;

/** Tells a person who looked at them, without telling who anybody else is. */
@ApplicationScoped
public class SeeingWhoLooked {
    private final Pseudonyms pseudonyms;
    private final Entries entries;
    private final GivingReceipts receipts;
    private final DisputedLooks disputes;

    SeeingWhoLooked(Pseudonyms pseudonyms, Entries entries, GivingReceipts receipts, DisputedLooks disputes) {
        this.pseudonyms = pseudonyms;
        this.entries = entries;
        this.receipts = receipts;
        this.disputes = disputes;
    }

    /**
     * One look, as its subject sees it.
     *
     * @param published whether its entry is under the published checkpoint, so that there is a receipt
     * @param dispute null where the subject has not disputed it
     */
    public record Seen(
            UUID id,
            Instant at,
            CallerKind kind,
            String label,
            String action,
            @Nullable String purpose,
            Outcome outcome,
            boolean published,
            @Nullable Dispute dispute) {}

    /** Newest first, refusals included. */
    public Uni<Page<Seen>> page(UUID person, PageRequest request) {
        var subject = pseudonyms.everyOneOfSubject(person);
        return entries.about(subject, request).chain(page -> {
            var looks = page.items().stream().map(AccessEntry::id).toList();
            return receipts.published(looks).chain(published -> disputes.among(subject, looks)
                    .map(disputed -> page.map(
                            entry -> seen(entry, person, published.contains(entry.id()), disputed.get(entry.id())))));
        });
    }

    /** Empty alike for a look that nobody knows, that was at somebody else, or that is not published yet. */
    public Uni<Optional<String>> receipt(UUID person, UUID look) {
        return receipts.receipt(person, look);
    }

    private Seen seen(AccessEntry entry, UUID person, boolean published, @Nullable Dispute dispute) {
        var handle = pseudonyms.handle(entry.requester(), pseudonyms.ofSubject(person));
        return new Seen(
                entry.id(),
                entry.at(),
                entry.kind(),
                RequesterLabel.of(entry.kind(), entry.label(), handle),
                entry.action(),
                entry.purpose(),
                entry.outcome(),
                published,
                dispute);
    }
}
