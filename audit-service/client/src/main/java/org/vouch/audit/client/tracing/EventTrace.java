package org.vouch.audit.client.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place in a trace that an event goes on from, as a header of the event and nowhere else: never in a payload, an access
 * record or a table that outlives its row's way to Kafka. W3C Trace Context level 1, {@code traceparent} version 00.
 */
public final class EventTrace {
    public static final String HEADER = "traceparent";

    /** What can stand beside it on the wire; nobody here writes the others. */
    private static final Set<String> OF_TRACES = Set.of(HEADER, "tracestate", "baggage");

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-01");

    private EventTrace() {}

    /** Null where there is no trace, or one that nobody records: then no event needs its id. */
    public static @Nullable String current() {
        var span = Span.current().getSpanContext();
        return span.isValid() && span.isSampled()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + TraceFlags.getSampled().asHex()
                : null;
    }

    public static boolean isHeader(String name) {
        return OF_TRACES.contains(name);
    }

    /** Empty where it is not exactly what {@link #current} gives. */
    static Optional<SpanContext> read(String header) {
        var parts = FORM.matcher(header);
        return parts.matches()
                ? Optional.of(SpanContext.createFromRemoteParent(
                                parts.group(1), parts.group(2), TraceFlags.getSampled(), TraceState.getDefault()))
                        .filter(SpanContext::isValid)
                : Optional.empty();
    }
}
