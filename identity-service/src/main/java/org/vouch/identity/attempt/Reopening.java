package org.vouch.identity.attempt;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.identity.document.Document;
import org.vouch.identity.vault.Vault;

/**
 * An officer, with the person and their document at the counter, lets the face be tried again that was closed after too
 * many failures. Does the same for a document under which nobody is enrolled.
 */
@ApplicationScoped
public class Reopening {
    private final Vault vault;
    private final Attempts attempts;

    Reopening(Vault vault, Attempts attempts) {
        this.vault = vault;
        this.attempts = attempts;
    }

    /** What is recorded about it, with {@code answer} for the officer, whoever it was. */
    public <T> Uni<LookDecision<T>> reopen(Document document, T answer) {
        return vault.open(document).chain(entry -> attempts.reopen(entry.primaryIndex())
                .map(reopened -> {
                    var subject = entry.subject();
                    return subject == null
                            ? LookDecision.withheld(Circumstances.UNKNOWN, answer, "not-enrolled")
                            : LookDecision.granted(Circumstances.about(subject), answer);
                })
                .eventually(entry::close));
    }

    /** Whom it is about. */
    public Uni<Circumstances> about(Document document) {
        return vault.open(document).map(entry -> {
            try (entry) {
                return new Circumstances(entry.subject(), null, null, null);
            }
        });
    }
}
