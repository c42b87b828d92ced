package org.vouch.audit.client.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is done for one event is a span: it goes on from where the event was written, as its child and by a link, as the
 * semantic conventions for messaging have it, or begins a trace where the event has none.
 */
@ApplicationScoped
public class FollowingEvents {
    private static final String PROCESS = "process";

    private final Tracer tracer;

    FollowingEvents(Tracer tracer) {
        this.tracer = tracer;
    }

    /** The event that is worked on. */
    @FunctionalInterface
    public interface Followed {
        /** It cannot have its effect; of why, the class alone is told. */
        void failed(Throwable why);
    }

    /** {@code work} runs within the span, which ends when it does. */
    @SuppressWarnings("MustBeClosed") // ends with the work, which goes on after this returns
    public <T> Uni<T> following(ConsumerRecord<?, ?> record, Function<Followed, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var span = begin(record);
            var scope = span.makeCurrent();
            return work.apply(why -> fail(span, why)).onTermination().invoke(() -> {
                scope.close();
                span.end();
            });
        });
    }

    private Span begin(ConsumerRecord<?, ?> record) {
        var span = tracer.spanBuilder(PROCESS + " " + record.topic())
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(AllowedAttributes.SYSTEM, "kafka")
                .setAttribute(AllowedAttributes.DESTINATION, record.topic())
                .setAttribute(AllowedAttributes.OPERATION, PROCESS)
                .setAttribute(AllowedAttributes.OPERATION_TYPE, PROCESS);
        written(record)
                .ifPresentOrElse(
                        from -> span.setParent(Context.root().with(Span.wrap(from)))
                                .addLink(from),
                        span::setNoParent);
        return span.startSpan();
    }

    private static Optional<SpanContext> written(ConsumerRecord<?, ?> record) {
        return Optional.ofNullable(record.headers().lastHeader(EventTrace.HEADER))
                .flatMap(header -> Optional.ofNullable(header.value()))
                .flatMap(value -> EventTrace.read(new String(value, StandardCharsets.US_ASCII)));
    }

    private static void fail(Span span, Throwable why) {
        var unused = span.setStatus(StatusCode.ERROR)
                .setAttribute(
                        AttributeKey.stringKey(AllowedAttributes.ERROR),
                        why.getClass().getName());
    }
}
