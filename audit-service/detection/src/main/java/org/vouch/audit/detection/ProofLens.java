package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What becomes of one presence proof or pass. */
final class ProofLens implements Lens<ProofHistory> {
    private final ReplayedProofRule replayed = new ReplayedProofRule();
    private final RelayedPassRule relayed;

    ProofLens(Settings settings) {
        this.relayed = new RelayedPassRule(settings);
    }

    @Override
    public String name() {
        return "proof";
    }

    /** A delegation's id stands in the place of a proof, and is good many times. */
    @Override
    public Optional<String> key(Look look) {
        return look.byDelegation() || Refusals.ofRequester(look.reason())
                ? Optional.empty()
                : Optional.ofNullable(look.proof());
    }

    @Override
    public ProofHistory nothing() {
        return new ProofHistory();
    }

    @Override
    public ProofHistory read(DataInput in) throws IOException {
        return ProofHistory.read(in);
    }

    @Override
    public Findings take(ProofHistory known, Look look, Instant logTime) {
        var bounded = look.at(BoundedTime.of(look.at(), logTime).truncatedTo(ChronoUnit.MICROS));
        if (!known.add(Sighting.of(bounded, false), logTime)) {
            return Findings.NONE;
        }
        var sightings = known.sightings().all();
        if (sightings.size() < 2) {
            return Findings.NONE;
        }
        var pass = sightings.stream().anyMatch(one -> one.action().equals("scan"));
        return pass
                ? told(known, look, true, RelayedPassRule.ID, RelayedPassRule.VERSION, relayed.judge(sightings))
                : told(known, look, false, ReplayedProofRule.ID, ReplayedProofRule.VERSION, replayed.judge(sightings));
    }

    private static Findings told(
            ProofHistory known, Look look, boolean pass, String rule, int version, List<Sighting> found) {
        var alerts = new ArrayList<Alert>();
        for (var one : found) {
            if (known.told().first(rule + one.requester(), Times.day(one.at()))) {
                var verdict = new Verdict(
                        pass ? Effect.TELL : Effect.againstWhomeverHasTheToken(one.kind()),
                        String.valueOf(look.proof()),
                        1,
                        2 * Times.HOUR,
                        found.stream()
                                .sorted(Sighting.BY_TIME)
                                .map(Sighting::seen)
                                .toList(),
                        new TreeMap<>(Map.of(
                                "sightings", (double) known.sightings().all().size())));
                alerts.add(verdict.alert(rule, version, one.who(), Alert.idOf(rule, String.valueOf(look.proof()))));
            }
        }
        return Findings.of(alerts);
    }
}
