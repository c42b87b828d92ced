package org.vouch.healthcode.code.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.Spans;
import org.vouch.audit.client.testing.Tables;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.healthcode.testing.Events;
import org.vouch.healthcode.testing.HealthcodeTest;
import org.vouch.healthcode.testing.Proofs;
import org.vouch.healthcode.testing.Records;
import org.vouch.healthcode.testing.Traces;

/** A trace goes along with facts, and stays away from what tells who looked at whom. */
@HealthcodeTest
class TracesTest {
    private static final String RESULTS = "testresult.results";
    private static final String PARENT = "00f067aa0ba902b7";

    private final UUID person = UUID.randomUUID();
    private final String trace = UUID.randomUUID().toString().replace("-", "");
    private final Instant sampledAt = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);

    @Inject
    Pool pool;

    @Inject
    Traces traces;

    @Test
    void aTraceGoesOnFromTheResultToTheColour() {
        send("00-" + trace + "-" + PARENT + "-01", payload());

        var span = traces.leaves(inTrace());
        assertThat(span.getName()).isEqualTo("process " + RESULTS);
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getParentSpanId()).isEqualTo(PARENT);
        assertThat(span.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(PARENT));
        var changed = await().atMost(Patience.LONG)
                .until(() -> Events.about("healthcode.colours", person), found -> !found.isEmpty());
        assertThat(changed)
                .extracting(record -> Events.header(record, "traceparent"))
                .containsExactly("00-" + trace + "-" + span.getSpanId() + "-01");
        assertThat(changed).allSatisfy(record -> assertThat(record.value()).doesNotContain(trace));
        await().atMost(Patience.LONG)
                .untilAsserted(() -> assertThat(Tables.holding(pool, trace)).isEmpty());
        assertThat(Spans.said(traces.left())).doesNotContain(person.toString(), "negative", "accession");
    }

    @Test
    void aDatabaseIsSearchedWhole() {
        Events.send(RESULTS, person.toString(), ResultReported.TYPE, trace);
        await().atMost(Patience.LONG)
                .untilAsserted(() -> assertThat(Tables.holding(pool, trace)).containsExactly("public.event_set_aside"));
    }

    @Test
    void anEventThatIsSetAsideFailsItsSpanAndLeavesItsTraceBehind() {
        send("00-" + trace + "-" + PARENT + "-01", "no json of " + person);

        var span = traces.leaves(inTrace());
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getStatus().getDescription()).isEmpty();
        assertThat(Spans.said(traces.left())).doesNotContain(person.toString());
        assertThat(Tables.holding(pool, "no json of " + person)).containsExactly("public.event_set_aside");
        assertThat(Tables.holding(pool, trace)).isEmpty();
    }

    @Test
    void whatIsNoTraceBeginsOne() {
        send("00-" + trace + "-" + PARENT + "-zz " + person, payload());
        var changed = await().atMost(Patience.LONG)
                .until(() -> Events.about("healthcode.colours", person), found -> !found.isEmpty());
        assertThat(changed)
                .extracting(record -> Events.header(record, "traceparent"))
                .allSatisfy(parent -> assertThat(parent).startsWith("00-").doesNotContain(trace));
        var own = Events.header(changed.get(0), "traceparent").substring(3, 35);
        assertThat(traces.leaves(span -> span.getTraceId().equals(own))
                        .getParentSpanContext()
                        .isValid())
                .isFalse();
    }

    /** Its topic names the requester and the person: a trace's id there would tie the log's keyed pseudonyms to both. */
    @Test
    void anAccessRecordHasNoTrace() {
        Records.looksBecomePossible();
        var helper = UUID.randomUUID().toString();
        given().auth()
                .oauth2(TestTokens.resident(UUID.fromString(helper)))
                .contentType(ContentType.JSON)
                .body("{\"presenceProof\":\"" + Proofs.of(person, helper) + "\"}")
                .post("/v1/proxy-lookups")
                .then()
                .statusCode(200);
        Records.of(helper, 1);
        assertThat(Events.about("access.records", person)).singleElement().satisfies(TracesTest::hasNoTrace);
        assertThat(traces.left())
                .filteredOn(span -> span.getName().equals("POST /v1/proxy-lookups"))
                .isNotEmpty()
                .allSatisfy(span ->
                        assertThat(Tables.holding(pool, span.getTraceId())).isEmpty());
    }

    private static void hasNoTrace(ConsumerRecord<String, String> record) {
        assertThat(record.headers())
                .noneSatisfy(header -> assertThat(header.key()).isIn("traceparent", "tracestate", "baggage"));
        assertThat(record.value()).doesNotContain("trace");
    }

    private Predicate<SpanData> inTrace() {
        return span -> span.getTraceId().equals(trace);
    }

    private String payload() {
        return """
                {"resultId":"%s","person":"%s","tube":"T-1","outcome":"negative","sampledAt":"%s","testedAt":"%s",\
                "reportedAt":"%s","lab":"lab-1","accession":"A-1","version":1}"""
                .formatted(UUID.randomUUID(), person, sampledAt, sampledAt, sampledAt);
    }

    private void send(String parent, String payload) {
        Events.sendBytes(
                RESULTS,
                bytes(person.toString()),
                bytes(payload),
                Map.of(
                        "ce_id",
                        bytes(UUID.randomUUID().toString()),
                        "ce_type",
                        bytes(ResultReported.TYPE),
                        "ce_time",
                        bytes("2026-11-22T08:00:00Z"),
                        "traceparent",
                        bytes(parent)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
