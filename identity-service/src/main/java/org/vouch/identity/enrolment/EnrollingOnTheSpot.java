package org.vouch.identity.enrolment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.identity.document.MaskedName;
import org.vouch.identity.enrolment.Enrolling.Application;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.presence.CheckingPresence;
import org.vouch.identity.presence.PresenceProofs;
import org.vouch.identity.presence.PresenceProofs.Proof;
import org.vouch.identity.presence.ProvingPerson;
import org.vouch.identity.vault.Identity;

/**
 * Enrols a person who has no phone before a checkpoint's camera, in a presence session that the checkpoint opened, and proves
 * with the same face that they are there. As strict as any enrolment, with the same one refusal; on record as a look.
 */
@ApplicationScoped
public class EnrollingOnTheSpot {
    private final Enrolling enrolling;
    private final ProvingPerson proving;
    private final PresenceProofs proofs;

    EnrollingOnTheSpot(Enrolling enrolling, ProvingPerson proving, PresenceProofs proofs) {
        this.enrolling = enrolling;
        this.proving = proving;
        this.proofs = proofs;
    }

    /** What the presence is to be proven for. */
    public record Wanted(CheckingPresence.Purpose purpose, @Nullable String venue) {
        @Override
        public String toString() {
            return "Wanted";
        }
    }

    /** Who enrolled, and that they are there. */
    public record Here(MaskedName name, Proof proof) {}

    public Uni<LookDecision<Here>> enrol(Caller checkpoint, Application application, Wanted wanted) {
        return enrolling
                .enrol(application, Purpose.PRESENCE, checkpoint.id())
                .map(decision -> decision(checkpoint, wanted, decision));
    }

    /** Whom the application is about, looked up and not proven. */
    public Uni<Circumstances> about(Application application, Wanted wanted) {
        return proving.claimed(application.document()).map(subject -> circumstances(subject, wanted, null));
    }

    private LookDecision<Here> decision(Caller checkpoint, Wanted wanted, LookDecision<Identity> decision) {
        if (decision instanceof LookDecision.Granted<Identity> granted) {
            var identity = granted.answer();
            var name = MaskedName.of(identity.name());
            var proof = proofs.issue(
                    identity.person(), name, checkpoint.id(), wanted.purpose().wire(), wanted.venue());
            return LookDecision.granted(circumstances(identity.person(), wanted, proof.id()), new Here(name, proof));
        }
        var refused = (LookDecision.Refused<Identity>) decision;
        return LookDecision.refused(
                circumstances(refused.circumstances().subject(), wanted, null), refused.problem(), refused.reason());
    }

    private static Circumstances circumstances(@Nullable UUID subject, Wanted wanted, @Nullable String proof) {
        return new Circumstances(subject, wanted.purpose().wire(), wanted.venue(), proof);
    }
}
