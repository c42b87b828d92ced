package org.vouch.audit.client.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.vertx.core.spi.observability.HttpRequest;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A trace goes from one service to the next in the calls that they make to each other, and in no other call: no caller from
 * outside chooses a trace's id, ties calls together by it or has them recorded, and no system outside is told one. Of the
 * trace only its id, the span's and whether it is recorded cross.
 */
final class InternalCalls implements TextMapPropagator {
    /** These are served to no gateway; the whole target, in its one plain form, so that no two readers differ. */
    private static final Pattern INTERNAL = Pattern.compile("/internal(?:/[a-z0-9][a-z0-9-]*)+");

    private final TextMapPropagator w3c;

    InternalCalls(TextMapPropagator w3c) {
        this.w3c = w3c;
    }

    @Override
    public Collection<String> fields() {
        return w3c.fields();
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        if (isInternal(carrier)) {
            w3c.inject(context, carrier, setter);
        }
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        if (!isInternal(carrier)) {
            return context;
        }
        var remote =
                Span.fromContext(w3c.extract(Context.root(), carrier, getter)).getSpanContext();
        return remote.isValid()
                ? context.with(Span.wrap(SpanContext.createFromRemoteParent(
                        remote.getTraceId(), remote.getSpanId(), remote.getTraceFlags(), TraceState.getDefault())))
                : context;
    }

    private static boolean isInternal(@Nullable Object carrier) {
        return carrier instanceof HttpRequest call
                && INTERNAL.matcher(call.uri()).matches();
    }
}
