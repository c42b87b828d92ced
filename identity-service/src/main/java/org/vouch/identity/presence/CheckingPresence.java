package org.vouch.identity.presence;

import com.fasterxml.jackson.annotation.JsonValue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Problems;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.MaskedName;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.facesession.SpendingFaceSession;
import org.vouch.identity.honey.HoneyDocuments;
import org.vouch.identity.presence.PresenceProofs.Proof;
import org.vouch.identity.presence.ProvingPerson.Outcome;
import org.vouch.identity.vault.Identity;

/** Gives a requester the proof that a person is with them, if the person's face says so; otherwise the one refusal. */
@ApplicationScoped
public class CheckingPresence {
    private final SpendingFaceSession spending;
    private final ProvingPerson proving;
    private final PresenceProofs proofs;
    private final HoneyDocuments honey;

    CheckingPresence(SpendingFaceSession spending, ProvingPerson proving, PresenceProofs proofs, HoneyDocuments honey) {
        this.spending = spending;
        this.proving = proving;
        this.proofs = proofs;
        this.honey = honey;
    }

    /** What the look is for. */
    @Schema(name = "PresencePurpose")
    public enum Purpose {
        ENTRY,
        TRAVEL,
        MEDICAL,
        HELP;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who is said to stand before the camera, and why it matters. */
    public record Claim(
            String faceSession, Document document, PersonName name, Purpose purpose, @Nullable String venue) {
        @Override
        public String toString() {
            return "Claim";
        }
    }

    public Uni<LookDecision<Proof>> check(Caller requester, String address, Claim claim) {
        return spending.<LookDecision<Proof>>spendShown(
                        claim.faceSession(),
                        org.vouch.identity.facesession.Purpose.PRESENCE,
                        requester.id(),
                        shown -> proving.prove(
                                        claim.document(),
                                        claim.name(),
                                        shown.face(),
                                        new Source(requester, address).through(shown.camera()))
                                .map(outcome -> decision(requester, claim, outcome)),
                        () -> proving.claimed(claim.document()).map(subject -> refused(claim, subject, "face-session")))
                .map(decision -> honey.marked(claim.document(), decision));
    }

    /** Whom the claim is about, looked up and not proven. */
    public Uni<Circumstances> about(Claim claim) {
        return proving.claimed(claim.document()).map(subject -> circumstances(claim, subject));
    }

    private static Circumstances circumstances(Claim claim, @Nullable UUID subject) {
        return new Circumstances(subject, claim.purpose().wire(), claim.venue(), null);
    }

    private LookDecision<Proof> decision(Caller requester, Claim claim, Outcome outcome) {
        return outcome instanceof Outcome.Proven proven
                ? granted(requester, claim, proven.identity())
                : refused(claim, ((Outcome.NotProven) outcome).subject(), ((Outcome.NotProven) outcome).reason());
    }

    private LookDecision<Proof> granted(Caller requester, Claim claim, Identity identity) {
        var purpose = claim.purpose().wire();
        var proof =
                proofs.issue(identity.person(), MaskedName.of(identity.name()), requester.id(), purpose, claim.venue());
        return LookDecision.granted(new Circumstances(identity.person(), purpose, claim.venue(), proof.id()), proof);
    }

    private static LookDecision<Proof> refused(Claim claim, @Nullable UUID subject, String reason) {
        return LookDecision.refused(circumstances(claim, subject), Problems.presenceNotProven(), reason);
    }
}
