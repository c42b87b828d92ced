package org.vouch.identity.delegation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.platform.Ids;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.delegation.Delegations.Named;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.MaskedName;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.facesession.SpendingFaceSession;
import org.vouch.identity.honey.HoneyDocuments;
import org.vouch.identity.presence.ProvingPerson;
import org.vouch.identity.presence.ProvingPerson.Outcome;
import org.vouch.identity.vault.Identity;

/**
 * Lets one person act for another once both have shown their faces. Both are compared whatever becomes of the first, and
 * whatever is not proven gives the one refusal of every presence that is not proven.
 */
@ApplicationScoped
public class GrantingDelegation {
    private final SpendingFaceSession spending;
    private final ProvingPerson proving;
    private final SealedNames names;
    private final Delegations delegations;
    private final HoneyDocuments honey;
    private final Ids ids;
    private final Clock clock;

    GrantingDelegation(
            SpendingFaceSession spending,
            ProvingPerson proving,
            SealedNames names,
            Delegations delegations,
            HoneyDocuments honey,
            Ids ids,
            Clock clock) {
        this.spending = spending;
        this.proving = proving;
        this.names = names;
        this.delegations = delegations;
        this.honey = honey;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who is said to be before the camera: the helper, whom the token names, and the dependant. */
    public record Claim(Helper helper, Dependant dependant, List<Scope> scopes, Instant until) {
        @Override
        public String toString() {
            return "Claim";
        }
    }

    /** The document is there because nobody's row opens without its number. */
    public record Helper(String faceSession, Document document) {
        @Override
        public String toString() {
            return "Helper";
        }
    }

    public record Dependant(String faceSession, Document document, PersonName name) {
        @Override
        public String toString() {
            return "Dependant";
        }
    }

    /** What the helper may do from now on, and for whom. */
    public record Given(Delegation delegation, MaskedName dependant) {}

    public Uni<LookDecision<Given>> grant(Caller helper, String address, Claim claim) {
        var source = new Source(helper, address);
        return withFace(
                        helper,
                        claim.helper().faceSession(),
                        own -> withFace(helper, claim.dependant().faceSession(), other -> self(
                                        helper.person(), source, claim.helper(), own)
                                .chain(self -> dependant(source, claim.dependant(), other)
                                        .chain(dependant -> decided(claim, self, dependant)))))
                .map(decision -> honey.marked(claim.dependant().document(), decision));
    }

    /** Whom the claim is about, looked up and not proven. */
    public Uni<Circumstances> about(Claim claim) {
        return proving.claimed(claim.dependant().document()).map(DelegationRecords::about);
    }

    private <T> Uni<T> withFace(Caller opener, String session, Function<Optional<FaceTemplate>, Uni<T>> work) {
        return spending.spend(
                session,
                Purpose.PRESENCE,
                opener.id(),
                shown -> work.apply(Optional.of(shown)),
                () -> work.apply(Optional.empty()));
    }

    private Uni<Outcome> self(UUID self, Source source, Helper helper, Optional<FaceTemplate> shown) {
        return shown.map(face -> proving.proveSelf(helper.document(), self, face, source))
                .orElseGet(() -> withoutFace(helper.document()));
    }

    private Uni<Outcome> dependant(Source source, Dependant dependant, Optional<FaceTemplate> shown) {
        return shown.map(face -> proving.prove(dependant.document(), dependant.name(), face, source))
                .orElseGet(() -> withoutFace(dependant.document()));
    }

    private Uni<Outcome> withoutFace(Document document) {
        return proving.claimed(document).map(subject -> new Outcome.NotProven(subject, "face-session"));
    }

    private Uni<LookDecision<Given>> decided(Claim claim, Outcome self, Outcome dependant) {
        var subject = subject(dependant);
        if (self instanceof Outcome.NotProven not) {
            return refused(subject, Problems.presenceNotProven(), "own-" + not.reason());
        }
        if (dependant instanceof Outcome.NotProven not) {
            return refused(subject, Problems.presenceNotProven(), not.reason());
        }
        var helper = ((Outcome.Proven) self).identity();
        return helper.person().equals(subject)
                ? refused(subject, Problems.presenceNotProven(), "self")
                : given(claim, helper, ((Outcome.Proven) dependant).identity());
    }

    private static @Nullable UUID subject(Outcome dependant) {
        return dependant instanceof Outcome.Proven proven
                ? proven.identity().person()
                : ((Outcome.NotProven) dependant).subject();
    }

    private Uni<LookDecision<Given>> given(Claim claim, Identity helper, Identity dependant) {
        var delegation = new Delegation(ids.next(), helper.person(), dependant.person(), claim.scopes(), claim.until());
        var name = MaskedName.of(dependant.name());
        var named = new Named(
                delegation,
                names.seal(delegation.id(), helper.person(), MaskedName.of(helper.name())),
                names.seal(delegation.id(), dependant.person(), name));
        return delegations.give(named, clock.instant()).chain(giving -> switch (giving) {
            case GIVEN ->
                Uni.createFrom()
                        .item(LookDecision.granted(DelegationRecords.about(delegation), new Given(delegation, name)));
            case TOO_MANY -> refused(dependant.person(), tooMany(), "too-many-delegations");
            case CHANGED_MEANWHILE -> refused(dependant.person(), Problems.presenceNotProven(), "changed-meanwhile");
        });
    }

    private static Problem tooMany() {
        return Problem.of(
                409,
                "too-many-delegations",
                "There are as many delegations as there may be",
                "One helper acts for four people at most, and for one person sixteen helpers. End one first.");
    }

    private static Uni<LookDecision<Given>> refused(@Nullable UUID subject, Problem problem, String reason) {
        return Uni.createFrom().item(LookDecision.refused(DelegationRecords.about(subject), problem, reason));
    }
}
