package org.vouch.healthcode.testing;

import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.vouch.audit.client.testing.Spans;

/** The spans of the service under test. */
@ApplicationScoped
public class Traces extends Spans {
    @Produces
    @Singleton
    SpanExporter exporter() {
        return leaving();
    }

    @Produces
    @Singleton
    SpanProcessor processor() {
        return making();
    }
}
