package org.vouch.audit.client.door;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.PlatformResource;
import org.vouch.audit.client.testing.Spans;
import org.vouch.audit.client.testing.TestTokens;

@QuarkusTest
@WithTestResource(value = PlatformResource.class, initArgs = @ResourceArg(name = "database", value = "door"))
class DoorTracesTest {
    private static final String PARENT = "00f067aa0ba902b7";
    private static final Pattern TRACE_ID = Pattern.compile("traceId=([0-9a-f]{32})");

    private final String trace = fresh();

    @Inject
    DoorTraces traces;

    /** Whoever could choose the id of a trace could tie together what a person does at every service. */
    @Test
    void nobodyOutsideChoosesATraceOrHasItRecorded() throws Exception {
        var person = UUID.randomUUID();
        given().auth()
                .oauth2(TestTokens.resident(person))
                .header("traceparent", "00-" + trace + "-" + PARENT + "-01")
                .header("tracestate", "vendor=chosen")
                .header("baggage", "person=" + person)
                .get("/door/own")
                .then()
                .statusCode(200);
        for (var target : List.of(
                "/internal/../door/own",
                "/internal/./v1/door",
                "/internal//v1/door",
                "//internal/v1/door",
                "/internal/v1/door?x=1",
                "/internal/v1/door;x=1",
                "/internal/v1/%64oor",
                "/INTERNAL/v1/door",
                "http://localhost/internal/v1/door")) {
            raw(target, "00-" + trace + "-" + PARENT + "-01");
        }
        raw("/internal/v1/door", "00-" + trace + "-" + PARENT + "-01");

        assertThat(traces.leaves(span -> span.getTraceId().equals(trace)).getName())
                .isEqualTo("GET /internal/v1/door");
        assertThat(traces.saidWhenMade()).doesNotContain("vendor");
    }

    @ParameterizedTest
    @CsvSource({"01, true", "00, false"})
    void aTraceOfAnotherServiceGoesOnHereAsItSays(String flags, boolean recorded) throws Exception {
        raw("/internal/v1/door", "00-" + trace + "-" + PARENT + "-" + flags);
        var next = fresh();
        raw("/internal/v1/door", "00-" + next + "-" + PARENT + "-01");
        traces.leaves(span -> span.getTraceId().equals(next));

        assertThat(traces.left().stream().filter(span -> span.getTraceId().equals(trace)))
                .hasSize(recorded ? 1 : 0)
                .allSatisfy(span -> {
                    assertThat(span.getParentSpanId()).isEqualTo(PARENT);
                    assertThat(span.getSpanContext().getTraceState().isEmpty()).isTrue();
                });
    }

    @Test
    void aSpanSaysWhatKindOfCallItWasAndNothingOfWhoseOrAboutWhom() throws Exception {
        var person = UUID.randomUUID();
        var token = TestTokens.resident(person);
        given().auth()
                .oauth2(token)
                .header("User-Agent", "phone of " + person)
                .header("Cookie", "session=" + person)
                .queryParam("person", person)
                .get("/door/own")
                .then()
                .statusCode(200);
        given().auth().oauth2(token).get("/door/" + person).then().statusCode(404);
        var before = broken();
        given().get("/door/broken?" + person).then().statusCode(500);
        raw("/door/own", "00-" + trace + "-" + PARENT + "-01", "X" + person);
        await().atMost(Patience.LONG).until(() -> broken() > before);

        assertThat(traces.saidWhenMade()).contains(person.toString(), "127.0.0.1");
        var left = traces.left();
        assertThat(Spans.said(left)).doesNotContain(person.toString(), "127.0.0.1", "110101199003074258", token);
        assertThat(left).filteredOn(span -> span.getKind() == SpanKind.SERVER).isNotEmpty();
        assertThat(left).allSatisfy(span -> assertThat(keys(span))
                .isSubsetOf(
                        "http.request.method",
                        "http.route",
                        "http.response.status_code",
                        "error.type",
                        "server.address",
                        "server.port",
                        "messaging.system",
                        "messaging.destination.name",
                        "messaging.operation.name",
                        "messaging.operation.type"));
    }

    @Test
    void whoCallsIsNotToldTheTraceAndTheLogIs() {
        var lines = new Lines();
        var root = Logger.getLogger("");
        root.addHandler(lines);
        try {
            var answer = given().get("/door/broken");
            var told = TRACE_ID.matcher(lines.said.stream()
                    .filter(line -> line.startsWith("a request failed unexpectedly"))
                    .findFirst()
                    .orElseThrow());
            assertThat(told.find()).isTrue();
            assertThat(traces.leaves(span -> span.getTraceId().equals(told.group(1)))
                            .getName())
                    .isEqualTo("GET /door/broken");
            assertThat(answer.headers() + answer.asString()).doesNotContain(told.group(1));
        } finally {
            root.removeHandler(lines);
        }
    }

    /** Beside a count of looks by their outcome, or of colours, a trace's id would say what it was about, and with Kafka whose. */
    @Test
    void noMetricTellsATrace() {
        given().auth()
                .oauth2(TestTokens.resident(UUID.randomUUID()))
                .get("/door/own")
                .then()
                .statusCode(200);

        var metrics = given().accept("application/openmetrics-text; version=1.0.0; charset=utf-8")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(metrics)
                .contains("http_server_requests_seconds_bucket", "/door/own", "# EOF")
                .doesNotContain("trace_id", "span_id");
    }

    private static String fresh() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private long broken() {
        return traces.left().stream()
                .filter(span -> span.getName().equals("GET /door/broken"))
                .count();
    }

    private static Set<String> keys(SpanData span) {
        return span.getAttributes().asMap().keySet().stream()
                .map(AttributeKey::getKey)
                .collect(Collectors.toSet());
    }

    private static void raw(String target, String parent, String... method) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream()
                    .write(((method.length == 0 ? "GET" : method[0]) + " " + target
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\ntraceparent: "
                                    + parent + "\r\ntracestate: vendor=chosen\r\nbaggage: person=chosen\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 ");
        }
    }

    private static final class Lines extends Handler {
        private static final PatternFormatter FORMAT = new PatternFormatter("%m %X");
        private final Queue<String> said = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            said.add(FORMAT.format(record));
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
