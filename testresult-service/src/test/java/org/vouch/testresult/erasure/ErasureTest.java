package org.vouch.testresult.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.Events;
import org.vouch.testresult.testing.ServiceTest;

@ServiceTest
class ErasureTest {
    private static final String ERASED = "org.vouch.identity.PersonErased.v1";
    private static final Duration SOON = Duration.ofSeconds(15);

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
    void aRepeatedEventHasNoSecondEffect() {
        var event = UUID.randomUUID();
        var person = UUID.randomUUID();
        var barcode = Api.openTube(5);
        Api.take(barcode, person);
        erase(event, person);
        awaitNothingOf(person);
        Api.take(barcode, person);
        erase(event, person);
        var marker = UUID.randomUUID();
        var other = Api.openTube(5);
        Api.take(other, marker);
        erase(UUID.randomUUID(), person, marker);
        awaitNothingOf(marker);
        assertThat(samplesOf(person)).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadHoldsUpNothing() {
        var person = UUID.randomUUID();
        var key = person.toString();
        Api.take(Api.openTube(5), person);
        Events.publish("identity.persons", Map.of(), key, "{}");
        Events.publish("identity.persons", UUID.randomUUID(), ERASED, key, "not json");
        Events.publish("identity.persons", UUID.randomUUID(), ERASED, key, "{\"person\":null}");
        Events.publish("identity.persons", UUID.randomUUID(), ERASED, key, "null");
        Events.publish("identity.persons", UUID.randomUUID(), "org.vouch.identity.PersonEnrolled.v1", key, "{}");
        erase(UUID.randomUUID(), person);
        awaitNothingOf(person);
    }

    private void awaitNothingOf(UUID person) {
        await().atMost(SOON).untilAsserted(() -> assertThat(samplesOf(person)).isZero());
        Api.results(person).body("items", hasSize(0));
    }

    private long samplesOf(UUID person) {
        return pool.preparedQuery("select count(*) from sample where person = $1")
                .execute(Tuple.of(person))
                .await()
                .atMost(SOON)
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
