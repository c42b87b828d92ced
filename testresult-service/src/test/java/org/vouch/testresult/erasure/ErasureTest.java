package org.vouch.testresult.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.Events;
import org.vouch.testresult.testing.ServiceTest;

@ServiceTest
class ErasureTest {
    private static final String ERASED = "org.vouch.identity.PersonErased.v1";

    @Inject
    Pool pool;

    @BeforeEach
    void ready() {
        Api.awaitReady();
    }

    @Test
    void nothingIsLeftOfAnErasedPersonAndTheOthersKeepTheirs() {
        var gone = UUID.randomUUID();
        var stays = UUID.randomUUID();
        var reported = Api.openTube(5);
        Api.take(reported, gone, stays);
        Api.reportOne(Api.report(reported, "negative", Api.fresh("A"))).body("accepted", equalTo(1));

        erase(UUID.randomUUID(), gone);

        awaitNothingOf(gone);
        Api.results(stays).body("items", hasSize(1));
    }

    @Test
    void theTubeStillHoldsTheSampleSoAPositivePoolStaysAPool() {
        var gone = UUID.randomUUID();
        var stays = UUID.randomUUID();
        var barcode = Api.openTube(5);
        Api.take(barcode, gone, stays);
        erase(UUID.randomUUID(), gone);
        awaitNothingOf(gone);

        Api.seal(barcode).body("samples", equalTo(2));
        Api.reportOne(Api.report(barcode, "positive", Api.fresh("A"))).body("accepted", equalTo(1));

        Api.results(stays).body("items[0].outcome", equalTo("pending-individual"));
        Api.results(gone).body("items", hasSize(0));
        assertThat(Events.of("testresult.results", stays.toString(), 2)).hasSize(2);
        assertThat(Events.of("testresult.results", gone.toString())).hasSize(1);
    }

    @Test
    void nothingIsStoredAboutAPersonWhoWasErased() {
        var gone = UUID.randomUUID();
        erase(UUID.randomUUID(), gone);
        awaitErased(gone);
        var barcode = Api.openTube(5);

        Api.take(barcode, Api.sampling("pass", "of:" + gone, Instant.now()))
                .statusCode(422)
                .body("type", equalTo("urn:vouch:problem:pass-invalid"));
        Api.take(barcode, Api.sampling("presenceProof", "of:" + gone, Instant.now()))
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:presence-not-proven"));

        assertThat(samplesOf(gone)).isZero();
        Api.seal(barcode).body("samples", equalTo(0));
        assertThat(Events.of("testresult.results", gone.toString())).isEmpty();
    }

    @Test
    void aSampleThatIsBeingStoredWhileItsPersonIsErasedIsForgottenToo() {
        var gone = UUID.randomUUID();
        var barcode = Api.openTube(5);
        pool.withTransaction(storing -> storing.preparedQuery("select hold_person($1)")
                        .execute(Tuple.of(gone))
                        .chain(() -> storing.preparedQuery(
                                        "insert into sample (tube, id, person, sampled_at) values ($1, $2, $3, now())")
                                .execute(Tuple.of(barcode, UUID.randomUUID(), gone)))
                        .invoke(() -> erase(UUID.randomUUID(), gone))
                        .chain(this::somebodyWaits))
                .await()
                .atMost(Patience.LONG);
        awaitErased(gone);
        assertThat(samplesOf(gone)).isZero();
        Api.seal(barcode).body("samples", equalTo(1));
    }

    /** The erasure, for the sample that is being stored. */
    private Uni<Void> somebodyWaits() {
        return pool.query("select 1 from pg_locks where locktype = 'advisory' and not granted"
                        + " and database = (select oid from pg_database where datname = current_database())")
                .execute()
                .map(rows -> rows.size() > 0)
                .repeat()
                .withDelay(Duration.ofMillis(20))
                .until(waits -> waits)
                .collect()
                .last()
                .replaceWithVoid();
    }

    @Test
    void aRepeatedEventHasNoSecondEffect() {
        var event = UUID.randomUUID();
        var person = UUID.randomUUID();
        erase(event, person);
        awaitErased(person);
        execute("delete from erased_person where person = $1", person);
        Api.take(Api.openTube(5), person);
        erase(event, person);
        var marker = UUID.randomUUID();
        erase(UUID.randomUUID(), person, marker);
        awaitErased(marker);
        assertThat(samplesOf(person)).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadHoldsUpNothingAndIsKeptWhole() {
        var key = UUID.randomUUID().toString();
        var person = UUID.randomUUID();
        Events.publish("identity.persons", Map.of("ce_id", "no uuid", "why", "because"), key, "{}");
        Events.publish("identity.persons", UUID.randomUUID(), ERASED, key, "not json");
        Events.publish("identity.persons", UUID.randomUUID(), ERASED, key, "{\"person\":null}");
        Events.publish("identity.persons", UUID.randomUUID(), ERASED, key, "null");
        Events.publish("identity.persons", UUID.randomUUID(), "org.vouch.identity.PersonEnrolled.v1", key, "{}");
        erase(UUID.randomUUID(), UUID.fromString(key), person);
        awaitErased(person);
        var kept = pool.preparedQuery(
                        "select payload, header_names from event_set_aside where key = $1" + " order by kafka_offset")
                .execute(Tuple.of(Buffer.buffer(key)))
                .await()
                .atMost(Patience.LONG);
        assertThat(kept)
                .extracting(row -> row.getBuffer("payload").toString())
                .containsExactly("{}", "not json", "{\"person\":null}", "null");
        assertThat(kept.iterator().next().getArrayOfStrings("header_names")).containsExactlyInAnyOrder("ce_id", "why");

        erase(UUID.randomUUID(), UUID.fromString(key));
        await().atMost(Patience.LONG)
                .until(
                        () -> pool.preparedQuery("select 1 from event_set_aside where key = $1")
                                .execute(Tuple.of(Buffer.buffer(key)))
                                .await()
                                .atMost(Patience.LONG)
                                .size(),
                        left -> left == 0);
    }

    private void awaitErased(UUID person) {
        await().atMost(Patience.LONG)
                .until(() -> execute("select 1 from erased_person where person = $1", person) == 1);
    }

    private int execute(String sql, UUID person) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(person))
                .await()
                .atMost(Patience.LONG)
                .rowCount();
    }

    private void awaitNothingOf(UUID person) {
        await().atMost(Patience.LONG)
                .untilAsserted(() -> assertThat(samplesOf(person)).isZero());
        Api.results(person).body("items", hasSize(0));
    }

    private long samplesOf(UUID person) {
        return pool.preparedQuery("select count(*) from sample where person = $1")
                .execute(Tuple.of(person))
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getLong(0);
    }

    private static void erase(UUID event, UUID person) {
        erase(event, person, person);
    }

    /** Under the key of {@code partition}, so that it comes after what has that key. */
    private static void erase(UUID event, UUID partition, UUID person) {
        Events.publish(
                "identity.persons",
                event,
                ERASED,
                partition.toString(),
                "{\"person\":\"" + person + "\",\"at\":\"" + Instant.now() + "\"}");
    }
}
