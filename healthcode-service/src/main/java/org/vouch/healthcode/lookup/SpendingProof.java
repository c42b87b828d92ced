package org.vouch.healthcode.lookup;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Problems;
import org.vouch.healthcode.lookup.ProofReading.Defective;
import org.vouch.healthcode.lookup.ProofReading.Genuine;

/**
 * Exchanges a presence proof once for an answer about its subject. Every defect gives one and the same refusal; which
 * one it was, and whose proof, stands in the access record.
 */
@ApplicationScoped
public class SpendingProof {
    private final PresenceProofs proofs;
    private final SpentProofs spent;

    SpendingProof(PresenceProofs proofs, SpentProofs spent) {
        this.proofs = proofs;
        this.spent = spent;
    }

    /**
     * Asks {@code answering} once in the life of a proof, and only for a proof that holds.
     *
     * @param objection why it may not be used here, for the record; a proof in wrong hands, or made for something else,
     *     is refused and not spent, for its owner still needs it
     */
    public <T> Uni<LookDecision<T>> spend(
            String proof, Function<Genuine, Optional<String>> objection, Function<Genuine, Uni<T>> answering) {
        var reading = proofs.read(proof);
        if (!(reading instanceof Genuine genuine)) {
            return Uni.createFrom().item(refused((Defective) reading));
        }
        var defect = objection.apply(genuine);
        if (defect.isPresent()) {
            return Uni.createFrom().item(refused(new Defective(defect.get(), genuine.circumstances())));
        }
        return spent.spend(genuine.id(), genuine.expiresAt())
                .chain(first -> first
                        ? answering.apply(genuine).map(answer -> LookDecision.granted(genuine.circumstances(), answer))
                        : Uni.createFrom().item(refused(new Defective("replayed", genuine.circumstances()))));
    }

    /** Whom the proof is about, as far as that is certain; it is not spent. */
    public Circumstances about(String proof) {
        return proofs.read(proof).circumstances();
    }

    private static <T> LookDecision<T> refused(Defective defect) {
        return LookDecision.refused(defect.circumstances(), Problems.presenceNotProven(), defect.why());
    }
}
