package org.vouch.audit.testing;

import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;
import org.vouch.audit.client.testing.Spans;

/** The spans of the service under test. */
@ApplicationScoped
public class Traces {
    private final Spans spans = new Spans();

    @Any
    @Inject
    Instance<SpanProcessor> processors;

    @Produces
    @Singleton
    SpanExporter leaving() {
        return spans.leaving();
    }

    @Produces
    @Singleton
    SpanProcessor making() {
        return spans.making();
    }

    /** Those that left so far. */
    public List<SpanData> left() {
        return spans.left(processors);
    }

    /** The only one that is meant, as it left. */
    public SpanData leaves(Predicate<SpanData> meant) {
        return spans.leaves(processors, meant);
    }

    /** All that the spans said before anything was taken out. */
    public String saidWhenMade() {
        return spans.saidWhenMade();
    }
}
