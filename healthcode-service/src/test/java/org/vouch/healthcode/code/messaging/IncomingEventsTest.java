package org.vouch.healthcode.code.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.RestAssured;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.healthcode.testing.Events;
import org.vouch.healthcode.testing.HealthcodeTest;

@HealthcodeTest
class IncomingEventsTest {
    private static final String RESULTS = "testresult.results";

    private final UUID person = UUID.randomUUID();
    private final Instant sampledAt = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);

    @Inject
    Pool pool;

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "null",
                "no json",
                "[]",
                "{}",
                "{\"resultId\":\"x\"}",
                "\u0000",
                RESULT_WITH + "\"outcome\":\"maybe\"}",
                RESULT_WITH + "\"outcome\":null}",
                RESULT_WITH + "\"outcome\":\"negative\",\"sampledAt\":\"2026-11-22T08:00:00\"}",
                RESULT_WITH + "\"outcome\":\"negative\",\"sampledAt\":1795334460}"
            })
    void aMalformedEventIsSetAsideAndDoesNotHoldUpTheNext(@Nullable String payload) {
        var before = setAside();
        Events.send(RESULTS, person.toString(), ResultReported.TYPE, payload);
        Events.result(person, "negative", sampledAt);
        becomes("green");
        assertThat(setAside()).isEqualTo(before + 1);
    }

    private static final String RESULT_WITH =
            "{\"resultId\":\"0e8b9a0c-3b51-4a0e-8a53-0a7d6a1b5c22\",\"person\":\"7c1f9a52-6f0e-4c6d-9f0b-2d5a6e0c1b11\","
                    + "\"reportedAt\":\"2026-11-22T08:00:00Z\",\"version\":1,";

    @Test
    void coloursAndTheTimeThatTheyTakeAreMeasuredAndNobodyIsNamed() {
        Events.result(person, "negative", sampledAt);
        becomes("green");
        await().atMost(Patience.LONG)
                .untilAsserted(() -> assertThat(RestAssured.get("/q/metrics").asString())
                        .contains("vouch_colours_changed_total{colour=\"green\"}")
                        .contains("vouch_events_delay_seconds_bucket{topic=\"" + RESULTS + "\",le=\"0.3\"}")
                        .doesNotContain(person.toString()));
    }

    @Test
    void whatIsNoCloudEventIsSetAside() {
        var before = setAside();
        Events.send(RESULTS, person.toString(), "{}", Map.of());
        Events.send(RESULTS, null, "{}", Map.of("ce_id", "x", "ce_type", ResultReported.TYPE, "ce_time", "y"));
        Events.result(person, "negative", sampledAt);
        becomes("green");
        assertThat(setAside()).isEqualTo(before + 2);
    }

    @Test
    void whatIsSetAsideIsKeptWholeButForItsTraceAndCanBePublishedAgain() {
        var noText = new byte[] {(byte) 0xff, 0, '{', (byte) 0xc3};
        var headers = new LinkedHashMap<String, byte @Nullable []>();
        headers.put("ce_id", bytes("3b1d2c7e-92b5-4b43-8a39-6d5f0b7c9e10"));
        headers.put("ce_type", bytes(ResultReported.TYPE));
        headers.put("ce_time", bytes("2026-11-22T08:00:00Z"));
        headers.put("any", noText);
        headers.put("empty", null);
        var sent = new LinkedHashMap<>(headers);
        sent.put("traceparent", bytes("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        Events.sendBytes(RESULTS, bytes(person.toString()), noText, sent);

        var row = await().atMost(Patience.LONG)
                .until(this::setAsideOfPerson, rows -> rows.size() == 1)
                .iterator()
                .next();

        assertThat(row.getString("reason")).isEqualTo("not UTF-8");
        assertThat(row.getBuffer("payload").getBytes()).isEqualTo(noText);
        assertThat(row.getArrayOfStrings("header_names")).containsExactlyElementsOf(headers.keySet());
        assertThat((Buffer[]) row.getValue("header_values"))
                .extracting(value -> value == null ? null : value.getBytes())
                .containsExactlyElementsOf(headers.values());
    }

    @Test
    void aHeaderThatNoTextCanHoldHoldsUpNothing() {
        var before = setAside();
        Events.send(RESULTS, person.toString(), "{}", Map.of("trace\0parent", "x"));
        Events.result(person, "negative", sampledAt);
        becomes("green");
        assertThat(setAside()).isEqualTo(before + 1);
    }

    /** Whatever is wrong with where it would lie: own codes are shown meanwhile, and that it waits is told. */
    @Test
    void whatCannotEvenBeSetAsideWaits() {
        var before = setAside();
        run("alter table event_set_aside rename to event_set_aside_away");
        try {
            Events.send(RESULTS, person.toString(), ResultReported.TYPE, "no json");
            await().atMost(Patience.LONG).until(() -> waiting() > 2);
            given().get("/q/health/live").then().statusCode(200);
            given().get("/q/health/ready").then().body(not(containsString("IncomingEvents")));
        } finally {
            run("alter table event_set_aside_away rename to event_set_aside");
        }
        Events.result(person, "negative", sampledAt);
        becomes("green");
        assertThat(setAside()).isEqualTo(before + 1);
        assertThat(waiting()).isZero();
    }

    private static double waiting() {
        var metric = "vouch_events_waiting_age_seconds{topic=\"" + RESULTS + "\"} ";
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(metric))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length())))
                .findFirst()
                .orElse(0);
    }

    private void run(String sql) {
        var unused = pool.query(sql).execute().await().atMost(Patience.LONG);
    }

    @Test
    void whatWasSetAsideUnderAPersonsKeyGoesWithThem() {
        Events.send(RESULTS, person.toString(), ResultReported.TYPE, "{}");
        await().atMost(Patience.LONG).until(this::setAsideOfPerson, rows -> rows.size() == 1);
        Events.erased(person);
        await().atMost(Patience.LONG).until(this::setAsideOfPerson, rows -> rows.size() == 0);
    }

    private RowSet<Row> setAsideOfPerson() {
        return pool.preparedQuery("select * from event_set_aside where key = $1")
                .execute(Tuple.of(Buffer.buffer(person.toString())))
                .await()
                .atMost(Patience.LONG);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aTypeThatMeansNothingHereIsPassedOver() {
        var before = setAside();
        Events.send(RESULTS, person.toString(), "org.vouch.testresult.SampleTaken.v1", "{}");
        Events.result(person, "negative", sampledAt);
        becomes("green");
        assertThat(setAside()).isEqualTo(before);
    }

    @Test
    void anEventThatComesTwiceHasItsEffectOnce() {
        var headers = Map.of(
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_type",
                ResultReported.TYPE,
                "ce_time",
                "2026-11-22T08:00:00Z");
        var payload =
                """
                {"resultId":"%s","person":"%s","outcome":"negative","sampledAt":"%s","reportedAt":"%s","version":1}"""
                        .formatted(UUID.randomUUID(), person, sampledAt, sampledAt);
        Events.send(RESULTS, person.toString(), payload, headers);
        Events.send(RESULTS, person.toString(), payload, headers);
        Events.result(person, "positive", sampledAt.plusSeconds(1));
        becomes("red");
        assertThat(count("select count(*) from fact where person = $1")).isEqualTo(2);
        await().atMost(Patience.LONG).untilAsserted(() -> assertThat(Events.about("healthcode.colours", person))
                .hasSize(2));
    }

    /** The key of the fact would not tell the repeat any more: only the inbox does. */
    @Test
    void anEventThatComesAgainAfterItsFactIsGoneHasNoSecondEffect() {
        var id = UUID.randomUUID();
        var payload = """
                {"person":"%s","sampledAt":"%s","reportedAt":"%s"}"""
                .formatted(person, sampledAt, sampledAt);
        var headers = Map.of("ce_id", id.toString(), "ce_type", RetestRequired.TYPE, "ce_time", "2026-11-22T08:00:00Z");
        Events.send(RESULTS, person.toString(), payload, headers);
        becomes("yellow");
        pool.preparedQuery("delete from fact where person = $1")
                .execute(Tuple.of(person))
                .await()
                .atMost(Patience.LONG);
        Events.send(RESULTS, person.toString(), payload, headers);
        var other = UUID.randomUUID();
        Events.result(other, "negative", sampledAt);
        await().atMost(Patience.LONG).untilAsserted(() -> own(other, "green"));
        own(person, "unknown");
    }

    @Test
    void aHigherVersionOfAResultReplacesALowerOneAndNeverTheOtherWayRound() {
        var result = UUID.randomUUID();
        Events.result(result, person, "positive", sampledAt, 2);
        Events.result(result, person, "negative", sampledAt, 1);
        Events.result(person, "inconclusive", sampledAt.minusSeconds(1));
        await().atMost(Patience.LONG)
                .untilAsserted(() -> assertThat(count("select count(*) from fact where person = $1"))
                        .isEqualTo(2));
        becomes("red");
        Events.result(result, person, "negative", sampledAt, 3);
        becomes("green");
    }

    @Test
    void noEventIsLostWhileTheDatabaseGoesAway() {
        var before = setAside();
        var people = Stream.generate(UUID::randomUUID).limit(40).toList();
        for (var one : people) {
            Events.result(one, "negative", sampledAt);
            terminateConnections();
        }
        await().atMost(Patience.LONG).untilAsserted(() -> people.forEach(one -> own(one, "green")));
        assertThat(setAside()).isEqualTo(before);
    }

    private void terminateConnections() {
        try {
            pool.query("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                            + " and usename = current_user and datname = current_database()")
                    .execute()
                    .await()
                    .atMost(Patience.LONG);
        } catch (RuntimeException broken) {
            assertThat(broken).isNotNull();
        }
    }

    @Test
    void nothingOfAnErasedPersonRemainsAndWhatComesLateFindsNoPlace() {
        Events.result(person, "negative", sampledAt);
        becomes("green");
        Events.erased(person);
        becomes("unknown");
        Events.result(person, "positive", sampledAt);
        var other = UUID.randomUUID();
        Events.result(other, "negative", sampledAt);
        await().atMost(Patience.LONG).untilAsserted(() -> own(other, "green"));
        own(person, "unknown");
        assertThat(count("select count(*) from fact where person = $1")).isZero();
    }

    private void becomes(String colour) {
        await().atMost(Patience.LONG).untilAsserted(() -> own(person, colour));
    }

    private static void own(UUID person, String colour) {
        given().auth()
                .oauth2(TestTokens.resident(person))
                .get("/v1/code")
                .then()
                .statusCode(200)
                .body("colour", equalTo(colour));
    }

    private long setAside() {
        return pool.query("select count(*) from event_set_aside")
                .execute()
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getLong(0);
    }

    private long count(String query) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(person))
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getLong(0);
    }
}
