package org.vouch.healthcode.code;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.client.inbox.Inbox;
import org.vouch.healthcode.facts.Fact;
import org.vouch.healthcode.facts.Facts;
import org.vouch.healthcode.facts.RecordedFacts;
import org.vouch.healthcode.policy.Policy;

/**
 * Records a fact once, however often its event comes, and announces the colour where the fact made it another: the
 * event's id, the fact and the announcement are committed together or not at all.
 */
@ApplicationScoped
public class TakingInFact {
    private static final String CONSUMER = "facts";

    private final Pool pool;
    private final RecordedFacts facts;
    private final AnnouncedColours colours;
    private final Policy policy;
    private final Clock clock;
    private final MeterRegistry meters;

    TakingInFact(
            Pool pool,
            RecordedFacts facts,
            AnnouncedColours colours,
            Policy policy,
            Clock clock,
            MeterRegistry meters) {
        this.pool = pool;
        this.facts = facts;
        this.colours = colours;
        this.policy = policy;
        this.clock = clock;
        this.meters = meters;
    }

    public Uni<Void> take(UUID eventId, UUID person, Fact fact) {
        return pool.withTransaction(transaction -> Inbox.firstTime(transaction, CONSUMER, eventId)
                        .chain(first -> first ? record(transaction, eventId, person, fact) : unchanged()))
                .invoke(change -> change.ifPresent(this::count))
                .replaceWithVoid();
    }

    private Uni<Optional<ColourChanged>> record(SqlClient transaction, UUID eventId, UUID person, Fact fact) {
        return facts.lock(transaction, person)
                .chain(() -> facts.of(transaction, person))
                .chain(known -> facts.record(transaction, person, fact)
                        .chain(recorded -> recorded
                                ? announce(transaction, eventId, person, known, known.with(fact))
                                : unchanged()));
    }

    private Uni<Optional<ColourChanged>> announce(
            SqlClient transaction, UUID eventId, UUID person, Facts before, Facts after) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var old = policy.decide(before, now);
        var fresh = policy.decide(after, now);
        if (old.colour() == fresh.colour()) {
            return unchanged();
        }
        var change = new ColourChanged(
                person, old.colour(), fresh.colour(), fresh.policy(), fresh.validUntil(), eventId, now);
        return colours.announce(transaction, change).replaceWith(Optional.of(change));
    }

    private static Uni<Optional<ColourChanged>> unchanged() {
        return Uni.createFrom().item(Optional.empty());
    }

    private void count(ColourChanged change) {
        meters.counter("vouch.colours.changed", "colour", change.to().wire()).increment();
    }
}
