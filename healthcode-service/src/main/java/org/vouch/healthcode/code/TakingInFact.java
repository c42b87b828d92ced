package org.vouch.healthcode.code;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
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

    TakingInFact(Pool pool, RecordedFacts facts, AnnouncedColours colours, Policy policy, Clock clock) {
        this.pool = pool;
        this.facts = facts;
        this.colours = colours;
        this.policy = policy;
        this.clock = clock;
    }

    public Uni<Void> take(UUID eventId, UUID person, Fact fact) {
        return pool.withTransaction(transaction -> Inbox.firstTime(transaction, CONSUMER, eventId)
                .chain(first -> first
                        ? record(transaction, eventId, person, fact)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> record(SqlClient transaction, UUID eventId, UUID person, Fact fact) {
        return facts.lock(transaction, person)
                .chain(() -> facts.of(transaction, person))
                .chain(known -> facts.record(transaction, person, fact)
                        .chain(recorded -> recorded
                                ? announce(transaction, eventId, person, known, known.with(fact))
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> announce(SqlClient transaction, UUID eventId, UUID person, Facts before, Facts after) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var old = policy.decide(before, now);
        var fresh = policy.decide(after, now);
        if (old.colour() == fresh.colour()) {
            return Uni.createFrom().voidItem();
        }
        return colours.announce(
                transaction,
                new ColourChanged(
                        person, old.colour(), fresh.colour(), fresh.policy(), fresh.validUntil(), eventId, now));
    }
}
