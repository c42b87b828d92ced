package org.vouch.healthcode.lookup;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.healthcode.code.ReadingColour;
import org.vouch.healthcode.policy.Decision;

/** Somebody else's colour for whoever the person stood before, once, and as little of it as helps. */
@ApplicationScoped
public class LookingUp {
    private final SpendingProof spending;
    private final ReadingColour colours;

    LookingUp(SpendingProof spending, ReadingColour colours) {
        this.spending = spending;
        this.colours = colours;
    }

    /** What the requester may see of what is known. */
    public record Found(MaskedName maskedName, Decision decision, String purpose) {
        @Override
        public String toString() {
            return "Found";
        }
    }

    public Circumstances about(String proof) {
        return spending.about(proof);
    }

    public Uni<LookDecision<Found>> lookUp(String proof, Caller requester) {
        return spending.spend(
                proof,
                genuine ->
                        genuine.requester().equals(requester.id()) ? Optional.empty() : Optional.of("other-requester"),
                genuine -> colours.of(genuine.person())
                        .map(decision -> new Found(genuine.maskedName(), decision, genuine.purpose())));
    }
}
