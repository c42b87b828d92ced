package org.vouch.audit.client.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;

/**
 * Hands on the spans of any instrumentation with what {@link AllowedAttributes} allow and no more: no path, no query, no
 * address, no message or trace of an exception, nothing that a span was told beside its attributes. What a new version of
 * an instrumentation begins to say is not said here.
 */
final class AllowedSpans implements SpanExporter {
    private final SpanExporter to;
    private final AllowedAttributes allowed;

    AllowedSpans(SpanExporter to, AllowedAttributes allowed) {
        this.to = to;
        this.allowed = allowed;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return to.export(spans.stream()
                .<SpanData>map(span -> new Allowed(span, allowed.of(span.getKind(), span.getAttributes())))
                .toList());
    }

    @Override
    public CompletableResultCode flush() {
        return to.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return to.shutdown();
    }

    private static final class Allowed extends DelegatingSpanData {
        private final SpanData span;
        private final Attributes attributes;

        Allowed(SpanData span, Attributes attributes) {
            super(span);
            this.span = span;
            this.attributes = attributes;
        }

        @Override
        public String getName() {
            return AllowedAttributes.name(getKind(), attributes);
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public int getTotalAttributeCount() {
            return attributes.size();
        }

        @Override
        public List<EventData> getEvents() {
            return List.of();
        }

        @Override
        public int getTotalRecordedEvents() {
            return 0;
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(span.getStatus().getStatusCode(), "");
        }

        @Override
        public SpanContext getSpanContext() {
            return bare(span.getSpanContext());
        }

        @Override
        public SpanContext getParentSpanContext() {
            return bare(span.getParentSpanContext());
        }

        @Override
        public List<LinkData> getLinks() {
            return span.getLinks().stream()
                    .map(link -> LinkData.create(bare(link.getSpanContext())))
                    .toList();
        }

        private static SpanContext bare(SpanContext context) {
            return context.isRemote()
                    ? SpanContext.createFromRemoteParent(
                            context.getTraceId(), context.getSpanId(), context.getTraceFlags(), TraceState.getDefault())
                    : SpanContext.create(
                            context.getTraceId(),
                            context.getSpanId(),
                            context.getTraceFlags(),
                            TraceState.getDefault());
        }
    }
}
