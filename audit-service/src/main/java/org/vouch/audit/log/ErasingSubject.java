package org.vouch.audit.log;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.vouch.audit.pseudonym.Pseudonyms;

/**
 * Erases what the log tells of a person beyond pseudonyms: their key goes, the bytes stay, and with them every root,
 * proof and receipt.
 */
@ApplicationScoped
public class ErasingSubject {
    private final Pseudonyms pseudonyms;
    private final LogEntries entries;

    ErasingSubject(Pseudonyms pseudonyms, LogEntries entries) {
        this.pseudonyms = pseudonyms;
        this.entries = entries;
    }

    /** How many keys there were. */
    public Uni<Integer> erase(UUID person) {
        return entries.forget(pseudonyms.everyOneOfSubject(person));
    }
}
