package org.vouch.audit.disputes;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.vouch.audit.entries.Entries;
import org.vouch.audit.entries.Entries.Masked;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.pseudonym.Pseudonyms;
import org.vouch.audit.suspensions.Requester;

/** A person objects to a look at them. A look at somebody else, and one that never was, are the same: there is nothing. */
@ApplicationScoped
public class Disputing {
    private final Entries entries;
    private final Pseudonyms pseudonyms;
    private final OpeningDispute opening;

    Disputing(Entries entries, Pseudonyms pseudonyms, OpeningDispute opening) {
        this.entries = entries;
        this.pseudonyms = pseudonyms;
        this.opening = opening;
    }

    /** Twice is once: whoever disputes a look again is told where the dispute stands. */
    public Uni<DisputeDecision> dispute(UUID person, UUID look) {
        return entries.one(pseudonyms.everyOneOfSubject(person), look)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(new DisputeDecision.Unknown())
                        : opening.open(found.get().entry(), requester(found.get())));
    }

    /** Of a look whose requester has been forgotten the pseudonym stands for the id: it suspends nobody. */
    private Requester requester(Masked look) {
        var entry = look.entry();
        var masked = look.requester();
        Pseudonym requester = entry.requester();
        var id = masked == null
                ? requester.hex()
                : pseudonyms.unmasked(masked, entry.id(), requester).orElse(requester.hex());
        return new Requester(id, requester, entry.kind(), entry.label());
    }
}
