package org.vouch.audit.log;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.vouch.audit.pseudonym.Pseudonyms;

/**
 * Erases what is told of a person beyond pseudonyms: their key goes, the bytes stay, and with them every root, proof and
 * receipt. What was done and why goes from the looks that are shown as well. A look that comes in later, or again, is an entry
 * that nobody can open.
 */
@ApplicationScoped
public class ErasingSubject {
    private final Pseudonyms pseudonyms;
    private final LogEntries entries;

    ErasingSubject(Pseudonyms pseudonyms, LogEntries entries) {
        this.pseudonyms = pseudonyms;
        this.entries = entries;
    }

    /** However often; how many keys there were. */
    public Uni<Integer> erase(UUID person) {
        return entries.forget(person, pseudonyms.everyOneOfSubject(person));
    }
}
