package org.vouch.testresult;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.Spans;
import org.vouch.audit.client.testing.Tables;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.Events;
import org.vouch.testresult.testing.ServiceTest;
import org.vouch.testresult.testing.Traces;

/** A request's trace goes to the next service and into Kafka, and to nobody else. */
@ServiceTest
class TracesTest {
    private static final String RESULTS = "testresult.results";
    private static final String SAMPLES = "POST /v1/tubes/{barcode}/samples";

    private final UUID person = UUID.randomUUID();

    @Inject
    Pool pool;

    @Inject
    Traces traces;

    @ConfigProperty(name = "quarkus.rest-client.healthcode.url")
    String neighbours;

    @BeforeEach
    void looksArePossible() {
        Api.awaitReady();
    }

    @Test
    void goesWithTheCallToHealthcodeServiceAndWithTheEvent() {
        var barcode = Api.openTube(1);
        Api.take(barcode, Api.pass(person)).statusCode(201);

        var taken = Events.of(RESULTS, person.toString(), 1).get(0);
        var parent = Events.header(taken, "traceparent");
        var trace = parent.substring(3, 35);
        var request = traces.leaves(inTrace(trace, SpanKind.SERVER));
        var call = traces.leaves(inTrace(trace, SpanKind.CLIENT).and(span -> asked().contains(
                        "/internal/v1/sample-subjects traceparent 00-" + trace + "-" + span.getSpanId() + "-01")));
        assertThat(request.getName()).isEqualTo(SAMPLES);
        assertThat(parent).isEqualTo("00-" + trace + "-" + request.getSpanId() + "-01");
        assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(taken.value()).doesNotContain(trace);
        await().atMost(Patience.LONG)
                .untilAsserted(() -> assertThat(Tables.holding(pool, trace)).isEmpty());
        assertThat(asked())
                .allSatisfy(line -> assertThat(line).startsWith("/internal/v1/sample-subjects traceparent "));
        assertThat(traces.saidWhenMade()).contains(barcode);
        assertThat(Spans.said(traces.left())).doesNotContain(barcode, person.toString());
    }

    @Test
    void oneReportIsOneTraceForAllOfATube() {
        var other = UUID.randomUUID();
        var barcode = Api.openTube(5);
        Api.take(barcode, person, other);
        Api.seal(barcode).statusCode(200);
        Api.reportOne(Api.report(barcode, "negative", Api.fresh("A"))).statusCode(200);

        var mine = reported(person);
        assertThat(reported(other)).isEqualTo(mine);
        assertThat(traces.leaves(inTrace(mine, SpanKind.SERVER)).getName()).isEqualTo("POST /v1/results");
    }

    private static String reported(UUID of) {
        return Events.of(RESULTS, of.toString(), 2).stream()
                .filter(record -> Events.type(record).equals("org.vouch.testresult.ResultReported.v1"))
                .map(record -> Events.header(record, "traceparent").substring(3, 35))
                .findFirst()
                .orElseThrow();
    }

    private static Predicate<SpanData> inTrace(String trace, SpanKind kind) {
        return span -> span.getTraceId().equals(trace) && span.getKind() == kind;
    }

    private List<String> asked() {
        return given().get(neighbours + "/calls").path("traces");
    }
}
