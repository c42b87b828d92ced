package org.vouch.healthcode.facts.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.vouch.healthcode.facts.Fact;
import org.vouch.healthcode.facts.Fact.RetestFact;
import org.vouch.healthcode.facts.Fact.TestFact;
import org.vouch.healthcode.facts.Facts;
import org.vouch.healthcode.facts.Outcome;
import org.vouch.healthcode.facts.RecordedFacts;

@ApplicationScoped
class PgRecordedFacts implements RecordedFacts {
    private static final String OF_PERSON =
            "select id, kind, outcome, sampled_at, reported_at, version from fact where person = $1";
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended($1::text, 0))";
    private static final String RECORD =
            "insert into fact as f (person, id, kind, outcome, sampled_at, reported_at, version)"
                    + " select $1, $2, $3, $4, $5, $6, $7"
                    + " where not exists (select from erased_person where person = $1)"
                    + " on conflict (person, id) do update set outcome = excluded.outcome,"
                    + " sampled_at = excluded.sampled_at, reported_at = excluded.reported_at,"
                    + " version = excluded.version where f.kind = excluded.kind and f.version < excluded.version";
    private static final String TOMBSTONE =
            "insert into erased_person (person, erased_at) values ($1, $2) on conflict do nothing";

    private final Pool pool;
    private final Clock clock;

    PgRecordedFacts(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Uni<Facts> of(UUID person) {
        return of(pool, person);
    }

    @Override
    public Uni<Facts> of(SqlClient transaction, UUID person) {
        return transaction
                .preparedQuery(OF_PERSON)
                .execute(Tuple.of(person))
                .map(rows -> Facts.of(StreamSupport.stream(rows.spliterator(), false)
                        .map(PgRecordedFacts::fact)
                        .toList()));
    }

    @Override
    public Uni<Void> lock(SqlClient transaction, UUID person) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(person.toString()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> record(SqlClient transaction, UUID person, Fact fact) {
        var test = fact instanceof TestFact given ? given : null;
        var row = Tuple.tuple()
                .addUUID(person)
                .addUUID(fact.id())
                .addString(test == null ? "retest" : "test")
                .addString(test == null ? null : test.outcome().wire())
                .addOffsetDateTime(utc(fact.sampledAt()))
                .addOffsetDateTime(utc(fact.reportedAt()))
                .addInteger(test == null ? 1 : test.version());
        return transaction.preparedQuery(RECORD).execute(row).map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Void> erase(SqlClient transaction, UUID person) {
        return transaction
                .preparedQuery(TOMBSTONE)
                .execute(Tuple.of(person, utc(clock.instant())))
                .chain(() -> transaction
                        .preparedQuery("delete from fact where person = $1")
                        .execute(Tuple.of(person)))
                .replaceWithVoid();
    }

    private static Fact fact(Row row) {
        var id = row.getUUID("id");
        var sampledAt = row.getOffsetDateTime("sampled_at").toInstant();
        var reportedAt = row.getOffsetDateTime("reported_at").toInstant();
        if ("retest".equals(row.getString("kind"))) {
            return new RetestFact(id, sampledAt, reportedAt);
        }
        var outcome = Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT));
        return new TestFact(id, outcome, sampledAt, reportedAt, row.getInteger("version"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
