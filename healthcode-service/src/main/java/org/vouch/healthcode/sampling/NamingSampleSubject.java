package org.vouch.healthcode.sampling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.healthcode.lookup.ProofReading.Genuine;
import org.vouch.healthcode.lookup.SpendingProof;
import org.vouch.healthcode.pass.PassProblems;
import org.vouch.healthcode.pass.PassReading.Invalid;
import org.vouch.healthcode.pass.PassReading.Live;
import org.vouch.healthcode.pass.PassReading.Stale;
import org.vouch.healthcode.pass.ReadingPass;

/** The pseudonym of the person whose sample is taken, from what the person showed the site: a pass or their face. */
@ApplicationScoped
public class NamingSampleSubject {
    private static final String PURPOSE = "sampling";

    /** What the person stood before a camera for, where a proof of it may lead to a sample: never to pass a gate. */
    private static final Set<String> PURPOSES_OF_PROOF = Set.of("medical", "help");

    private final ReadingPass passes;
    private final SpendingProof spending;

    NamingSampleSubject(ReadingPass passes, SpendingProof spending) {
        this.passes = passes;
        this.spending = spending;
    }

    /** {@code site} is where the pass was shown, for the record. */
    public LookDecision<UUID> byPass(String pass, String site) {
        var reading = passes.read(pass);
        if (reading instanceof Live live) {
            return LookDecision.granted(about(live.person(), site, live.passId()), live.person());
        }
        if (reading instanceof Stale stale) {
            return LookDecision.refused(
                    about(stale.person(), site, stale.passId()), PassProblems.stale(), "pass-stale");
        }
        var why = ((Invalid) reading).why();
        return LookDecision.refused(about(null, site, null), PassProblems.invalid(), "pass-invalid:" + why);
    }

    /**
     * The proof says that the person stood before somebody's camera for a medical purpose or for help within the last minute, and it
     * is spent here. It does not say before whose: presence checks are open to residents and checkpoints and not to
     * collectors, so a helper or a gate makes the proof and the collector carries it on.
     */
    public Uni<LookDecision<UUID>> byProof(String proof, String site) {
        return spending.spend(proof, NamingSampleSubject::objection, genuine -> Uni.createFrom()
                        .item(genuine.person()))
                .map(decision -> at(site, decision));
    }

    /** Whom the proof is about, as far as that is certain; it is not spent. */
    public Circumstances aboutProof(String proof, String site) {
        var proven = spending.about(proof);
        return about(proven.subject(), site, proven.proof());
    }

    private static Optional<String> objection(Genuine proof) {
        return PURPOSES_OF_PROOF.contains(proof.purpose()) ? Optional.empty() : Optional.of("other-purpose");
    }

    /** The same decision, recorded as what became of the proof and not as what it was made for. */
    private static LookDecision<UUID> at(String site, LookDecision<UUID> decision) {
        var proven = decision.circumstances();
        return decision.about(about(proven.subject(), site, proven.proof()));
    }

    private static Circumstances about(@Nullable UUID person, String site, @Nullable String proof) {
        return new Circumstances(person, PURPOSE, site, proof);
    }
}
