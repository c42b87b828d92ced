package org.vouch.audit.client.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vouch.audit.client.testing.Spans;

/** The worst instrumentation there could be: it tells all that it sees wherever it can. */
class AllowedSpansTest {
    private static final String NUMBER = "110101199003074258";
    private static final String ROUTE = "/v1/tubes/{barcode}/samples";
    private static final TraceState STATE =
            TraceState.builder().put("person", NUMBER).build();

    private final InMemorySpanExporter left = InMemorySpanExporter.create();
    private final InMemorySpanExporter made = InMemorySpanExporter.create();
    private final SdkTracerProvider tracers = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(made))
            .addSpanProcessor(
                    SimpleSpanProcessor.create(new AllowedSpans(left, new AllowedAttributes(Set.of(ROUTE)::contains))))
            .build();

    @ParameterizedTest
    @EnumSource
    void whatIsNotOnTheListDoesNotLeave(SpanKind kind) {
        var linked = SpanContext.createFromRemoteParent(
                "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", TraceFlags.getSampled(), STATE);
        var about = Attributes.of(AttributeKey.stringKey("person"), NUMBER);
        var span = tracers.get("any")
                .spanBuilder("GET /v1/people/" + NUMBER)
                .setSpanKind(kind)
                .setAttribute("url.path", "/v1/people/" + NUMBER)
                .setAttribute("url.query", "number=" + NUMBER)
                .setAttribute("url.full", "http://localhost/v1/people/" + NUMBER)
                .setAttribute("enduser.id", NUMBER)
                .setAttribute("client.address", NUMBER)
                .setAttribute("user_agent.original", NUMBER)
                .setAttribute("db.query.text", "select '" + NUMBER + "'")
                .setAttribute("messaging.kafka.message.key", NUMBER)
                .setAttribute("made.up.tomorrow", NUMBER)
                .setAttribute(AttributeKey.stringArrayKey("http.request.header.cookie"), List.of(NUMBER))
                .addLink(linked, about)
                .startSpan();
        span.addEvent(NUMBER, about).recordException(new IllegalStateException(NUMBER));
        span.updateName(NUMBER).setStatus(StatusCode.ERROR, NUMBER).end();

        assertThat(Spans.said(made.getFinishedSpanItems())).contains(NUMBER);
        var one = only();
        assertThat(Spans.said(List.of(one))).doesNotContain(NUMBER);
        assertThat(one.getName()).isEqualTo("span");
        assertThat(one.getAttributes().isEmpty()).isTrue();
        assertThat(one.getTotalAttributeCount()).isZero();
        assertThat(one.getEvents()).isEmpty();
        assertThat(one.getTotalRecordedEvents()).isZero();
        assertThat(one.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(one.getLinks()).singleElement().satisfies(link -> {
            assertThat(link.getSpanContext().getTraceId()).isEqualTo(linked.getTraceId());
            assertThat(link.getSpanContext().getTraceState().isEmpty()).isTrue();
        });
    }

    /** Also under a name that is allowed, a value is one of those that nobody chose. */
    @ParameterizedTest
    @CsvSource({
        "SERVER, http.request.method, 110101199003074258",
        "SERVER, http.request.method, get",
        "SERVER, http.route, /v1/people/110101199003074258",
        "SERVER, http.route, /v1/tubes/17/samples",
        "SERVER, http.response.status_code, 110101199003074258",
        "SERVER, error.type, 110101199003074258",
        "SERVER, error.type, java.lang.IllegalStateException: 110101199003074258",
        "SERVER, error.type, 张伟",
        "SERVER, error.type, zhang.Wei",
        "SERVER, error.type, IllegalStateException",
        "SERVER, server.address, localhost",
        "SERVER, messaging.destination.name, testresult.results",
        "CLIENT, http.route, /v1/tubes/{barcode}/samples",
        "CLIENT, server.address, user@host",
        "CLIENT, server.address, 张伟",
        "CLIENT, server.port, 110101199003074258",
        "CONSUMER, messaging.destination.name, 110101199003074258",
        "CONSUMER, messaging.system, 110101199003074258",
        "CONSUMER, messaging.operation.name, send",
        "CONSUMER, http.request.method, GET",
        "PRODUCER, messaging.destination.name, testresult.results",
        "INTERNAL, http.request.method, GET"
    })
    void aValueThatIsNotOnTheListDoesNotLeave(SpanKind kind, String name, String value) {
        made(kind, span -> span.setAttribute(name, value));
        assertThat(only().getAttributes().isEmpty()).isTrue();
    }

    @Test
    void aCallSaysItsRouteMethodAndStatus() {
        made(SpanKind.SERVER, span -> span.setAttribute("http.request.method", "POST")
                .setAttribute("http.route", ROUTE)
                .setAttribute("http.response.status_code", 503L)
                .setAttribute("error.type", "503"));
        assertThat(only().getName()).isEqualTo("POST " + ROUTE);
        assertThat(keys()).containsOnly("http.request.method", "http.route", "http.response.status_code", "error.type");
    }

    @Test
    void aCallOfOursSaysWhereItWent() {
        made(SpanKind.CLIENT, span -> span.setAttribute("http.request.method", "POST")
                .setAttribute("server.address", "vouch-healthcode-service")
                .setAttribute("server.port", 8082L)
                .setAttribute("error.type", "java.net.ConnectException"));
        assertThat(only().getName()).isEqualTo("POST");
        assertThat(keys()).containsOnly("http.request.method", "server.address", "server.port", "error.type");
    }

    @Test
    void theWorkOnAnEventSaysItsTopic() {
        made(SpanKind.CONSUMER, span -> span.setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", "testresult.results")
                .setAttribute("messaging.operation.name", "process")
                .setAttribute("messaging.operation.type", "process"));
        assertThat(only().getName()).isEqualTo("process testresult.results");
        assertThat(keys()).hasSize(4);
    }

    private void made(SpanKind kind, Consumer<Span> change) {
        var span = tracers.get("any").spanBuilder("any").setSpanKind(kind).startSpan();
        change.accept(span);
        span.end();
    }

    private SpanData only() {
        assertThat(left.getFinishedSpanItems()).hasSize(1);
        return left.getFinishedSpanItems().get(0);
    }

    private Set<String> keys() {
        return only().getAttributes().asMap().keySet().stream()
                .map(AttributeKey::getKey)
                .collect(Collectors.toSet());
    }
}
