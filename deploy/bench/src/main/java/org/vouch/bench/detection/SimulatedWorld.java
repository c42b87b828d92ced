package org.vouch.bench.detection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.Look;
import org.vouch.simulator.Access;
import org.vouch.simulator.Parameters;
import org.vouch.simulator.Simulation;

/** A world of deploy/simulator, without a file between. */
final class SimulatedWorld implements World {
    private final Parameters parameters;
    private final long seed;

    SimulatedWorld(Parameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
    }

    @Override
    public String name() {
        return "seed " + seed;
    }

    @Override
    public int accounts() {
        return parameters.people();
    }

    @Override
    public List<Blame> blames() {
        return new Simulation(parameters, seed)
                .labels().stream()
                        .map(label -> new Blame(
                                label.requester(),
                                name() + "/" + label.incident(),
                                String.valueOf(label.pattern()),
                                label.from(),
                                label.until()))
                        .toList();
    }

    @Override
    public void readBy(Reader reader) {
        new Simulation(parameters, seed).run(happening -> {
            try {
                reader.read(look(happening.access()), Instant.EPOCH.plus(happening.truly(), ChronoUnit.MICROS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Look look(Access access) {
        var subject = access.subject();
        var own = subject != null && subject.toString().equals(access.requester());
        return new Look(
                access.id(),
                access.instant(),
                access.producer(),
                access.sequence(),
                access.requester(),
                CallerKind.valueOf(access.kind().toUpperCase(Locale.ROOT)),
                access.label(),
                subject == null || own ? Look.NOBODY : SubjectTokens.of(subject),
                access.action(),
                access.purpose(),
                access.venue(),
                access.refusal() != null,
                access.refusal(),
                access.proof());
    }
}
