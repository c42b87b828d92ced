package org.vouch.healthcode.dependant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Problems;
import org.vouch.healthcode.code.ReadingColour;
import org.vouch.healthcode.delegation.Delegation;
import org.vouch.healthcode.delegation.DelegationPolicy;
import org.vouch.healthcode.delegation.DelegationPolicy.Decision.Refused;
import org.vouch.healthcode.delegation.Delegations;
import org.vouch.healthcode.delegation.Delegations.Told;
import org.vouch.healthcode.delegation.Scope;
import org.vouch.healthcode.policy.Decision;

/** A dependant's colour for their helper, as long as and as far as the delegation goes; every refusal is the same. */
@ApplicationScoped
public class LookingAtDependant {
    public static final String PURPOSE = "delegation";

    private final Delegations delegations;
    private final ReadingColour colours;
    private final Clock clock;

    LookingAtDependant(Delegations delegations, ReadingColour colours, Clock clock) {
        this.delegations = delegations;
        this.colours = colours;
        this.clock = clock;
    }

    public Uni<LookDecision<Decision>> look(String delegation, UUID helper) {
        return find(delegation).chain(told -> {
            var decision = DelegationPolicy.decide(told.orElse(null), helper, Scope.CODE, clock.instant());
            return decision instanceof Refused refused
                    ? Uni.createFrom().item(LookDecision.refused(about(told), Problems.notFound(), refused.reason()))
                    : colours.of(told.orElseThrow().delegation().dependant())
                            .map(colour -> LookDecision.granted(about(told), colour));
        });
    }

    /** Whose delegation it is: whoever tries one that is not theirs is seen by its dependant. */
    public Uni<Circumstances> about(String delegation) {
        return find(delegation).map(LookingAtDependant::about);
    }

    private Uni<Optional<Told>> find(String delegation) {
        var id = id(delegation);
        return id == null ? Uni.createFrom().item(Optional.empty()) : delegations.find(id);
    }

    private static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            return null;
        }
    }

    private static Circumstances about(Optional<Told> told) {
        var delegation = told.map(Told::delegation);
        return new Circumstances(
                delegation.map(Delegation::dependant).orElse(null),
                PURPOSE,
                null,
                delegation.map(known -> known.id().toString()).orElse(null));
    }
}
