package org.vouch.healthcode.sampling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
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

    private final ReadingPass passes;
    private final SpendingProof spending;

    NamingSampleSubject(ReadingPass passes, SpendingProof spending) {
        this.passes = passes;
        this.spending = spending;
    }

    public LookDecision<UUID> byPass(String pass) {
        var reading = passes.read(pass);
        if (reading instanceof Live live) {
            return LookDecision.granted(new Circumstances(live.person(), PURPOSE, null, live.passId()), live.person());
        }
        if (reading instanceof Stale stale) {
            return LookDecision.refused(
                    new Circumstances(stale.person(), PURPOSE, null, stale.passId()),
                    PassProblems.stale(),
                    "pass-stale");
        }
        var why = reading instanceof Invalid invalid ? invalid.why() : "malformed";
        return LookDecision.refused(
                new Circumstances(null, PURPOSE, null, null), PassProblems.invalid(), "pass-invalid:" + why);
    }

    /** The proof was made for the collector, who carries it on; it is spent here. */
    public Uni<LookDecision<UUID>> byProof(String proof) {
        return spending.spend(proof, anyone -> true, genuine -> Uni.createFrom().item(genuine.person()));
    }
}
