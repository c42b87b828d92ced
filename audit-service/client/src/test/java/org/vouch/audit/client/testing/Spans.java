package org.vouch.audit.client.testing;

import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The spans of a service under test: as they leave it, and beside them as they were made, before anything was taken out of
 * them. What a test looks for in the former has to be in the latter, or it looks for nothing. A service's tests have
 * a bean of this class that produces both: producers are not inherited.
 */
public class Spans {
    private final InMemorySpanExporter left = InMemorySpanExporter.create();
    private final InMemorySpanExporter made = InMemorySpanExporter.create();
    private final SpanProcessor making = SimpleSpanProcessor.create(made);

    @Any
    @Inject
    Instance<SpanProcessor> ofTheService;

    /** Instead of the collector. */
    public SpanExporter leaving() {
        return left;
    }

    /** Another processor of the service's spans. */
    public SpanProcessor making() {
        return making;
    }

    /** Those that left the service so far, once it has sent on what it has. */
    public List<SpanData> left() {
        ofTheService.forEach(processor -> processor.forceFlush().join(Patience.LONG.toSeconds(), TimeUnit.SECONDS));
        return left.getFinishedSpanItems();
    }

    /** The only one that left and is meant; a span ends a little later than the answer that it is about. */
    public SpanData leaves(Predicate<SpanData> meant) {
        var found = await().atMost(Patience.LONG)
                .until(() -> left().stream().filter(meant).toList(), spans -> !spans.isEmpty());
        if (found.size() > 1) {
            throw new AssertionError(found.size() + " spans are meant");
        }
        return found.get(0);
    }

    /** All that a collector would be told of these, as text. */
    public static String said(List<SpanData> spans) {
        return spans.stream().map(Spans::said).collect(Collectors.joining("\n"));
    }

    /** All that the spans said before anything was taken out. */
    public String saidWhenMade() {
        return said(made.getFinishedSpanItems());
    }

    private static String said(SpanData span) {
        return String.join(
                "\n",
                span.getName(),
                span.getAttributes().asMap().toString(),
                span.getStatus().getDescription(),
                span.getSpanContext().getTraceState().asMap().toString(),
                span.getResource().getAttributes().asMap().toString(),
                span.getInstrumentationScopeInfo().toString(),
                span.getEvents().stream().map(Spans::said).collect(Collectors.joining("\n")),
                span.getLinks().stream().map(Spans::said).collect(Collectors.joining("\n")));
    }

    private static String said(EventData event) {
        return event.getName() + " " + event.getAttributes().asMap();
    }

    private static String said(LinkData link) {
        return link.getAttributes().asMap() + " "
                + link.getSpanContext().getTraceState().asMap();
    }
}
