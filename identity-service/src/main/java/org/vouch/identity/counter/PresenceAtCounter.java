package org.vouch.identity.counter;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Problems;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.MaskedName;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.presence.PresenceProofs;
import org.vouch.identity.presence.PresenceProofs.Proof;
import org.vouch.identity.presence.ProvingPerson;
import org.vouch.identity.presence.ProvingPerson.Outcome;

/**
 * Gives a requester the proof that a person is with them, where two officers have confirmed it; otherwise the one refusal of
 * presence checks. The proof is as any other, for the purpose and the place that the officers wrote down.
 */
@ApplicationScoped
public class PresenceAtCounter {
    private final SpendingCode spending;
    private final ProvingAtCounter atCounter;
    private final ProvingPerson proving;
    private final PresenceProofs proofs;

    PresenceAtCounter(SpendingCode spending, ProvingAtCounter atCounter, ProvingPerson proving, PresenceProofs proofs) {
        this.spending = spending;
        this.atCounter = atCounter;
        this.proving = proving;
        this.proofs = proofs;
    }

    /** The code that a person brought, and who they are said to be. */
    public record Claim(String code, Document document, PersonName name) {
        @Override
        public String toString() {
            return "Claim";
        }
    }

    public Uni<LookDecision<Proof>> check(Source requester, Caller caller, Claim claim) {
        return spending.spend(
                claim.code(),
                Purpose.PRESENCE,
                confirmed -> atCounter
                        .prove(confirmed, claim.document(), claim.name(), requester)
                        .map(outcome -> decision(caller, (Errand.Presence) confirmed.errand(), outcome)),
                () -> about(claim).map(about -> refused(about, "counter-code")));
    }

    /** Whom the claim is about, looked up and not proven. */
    public Uni<Circumstances> about(Claim claim) {
        return proving.claimed(claim.document()).map(PresenceAtCounter::about);
    }

    private static Circumstances about(@Nullable UUID subject) {
        return new Circumstances(subject, null, null, null);
    }

    private LookDecision<Proof> decision(Caller caller, Errand.Presence errand, Outcome outcome) {
        if (!(outcome instanceof Outcome.Proven proven)) {
            var why = (Outcome.NotProven) outcome;
            return refused(errand.about(why.subject()), why.reason());
        }
        var identity = proven.identity();
        var purpose = errand.wanted().wire();
        var proof =
                proofs.issue(identity.person(), MaskedName.of(identity.name()), caller.id(), purpose, errand.venue());
        return LookDecision.granted(new Circumstances(identity.person(), purpose, errand.venue(), proof.id()), proof);
    }

    private static LookDecision<Proof> refused(Circumstances about, String reason) {
        return LookDecision.refused(about, Problems.presenceNotProven(), reason);
    }
}
