package org.vouch.identity.counter;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import org.vouch.identity.attempt.Attempts;
import org.vouch.identity.attempt.Pacing;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.counter.Confirmations.Confirmation;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.presence.ProvingPerson.Outcome;
import org.vouch.identity.vault.Vault;
import org.vouch.identity.vault.VaultEntry;

/**
 * Whether what two officers have confirmed is about the person whom document and name claim. The officers were not told, so
 * that is found out here; it costs the same for whomever, and counts as a face would: for the document, for whoever uses the
 * code, and for both officers, whose failures are made up for only by a match.
 */
@ApplicationScoped
public class ProvingAtCounter {
    private final CounterHashes hashes;
    private final Vault vault;
    private final Attempts attempts;
    private final Pacing pacing;
    private final Clock clock;

    ProvingAtCounter(CounterHashes hashes, Vault vault, Attempts attempts, Pacing pacing, Clock clock) {
        this.hashes = hashes;
        this.vault = vault;
        this.attempts = attempts;
        this.pacing = pacing;
        this.clock = clock;
    }

    /** Nobody's failures elsewhere keep a person from the counter: a match is one while the face is closed, which it stays. */
    public Uni<Outcome> prove(Confirmation confirmed, Document document, PersonName name, Source source) {
        return pacing.attempt(
                source,
                () -> vault.open(document).chain(entry -> Uni.createFrom()
                        .deferred(() -> attempts.begin(entry.primaryIndex(), clock.instant())
                                .chain(open -> counted(entry, decided(confirmed, entry, name), open)))
                        .call(outcome -> outcome instanceof Outcome.Proven
                                ? madeUpFor(confirmed)
                                : Uni.createFrom().voidItem())
                        .eventually(entry::close)),
                Outcome.Proven.class::isInstance);
    }

    private Outcome decided(Confirmation confirmed, VaultEntry entry, PersonName name) {
        var claim = hashes.claim(confirmed.counterCase(), entry.primaryIndex(), name);
        return CounterPolicy.decide(entry, name, MessageDigest.isEqual(claim, confirmed.claim()));
    }

    private Uni<Outcome> counted(VaultEntry entry, Outcome outcome, boolean open) {
        return outcome instanceof Outcome.Proven && open
                ? attempts.succeeded(entry.primaryIndex()).replaceWith(outcome)
                : Uni.createFrom().item(outcome);
    }

    private Uni<Void> madeUpFor(Confirmation confirmed) {
        return pacing.giveBack(Source.officer(confirmed.firstOfficer()))
                .chain(() -> pacing.giveBack(Source.officer(confirmed.secondOfficer())));
    }
}
