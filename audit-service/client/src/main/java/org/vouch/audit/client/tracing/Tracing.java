package org.vouch.audit.client.tracing;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quarkus.arc.DefaultBean;
import io.quarkus.opentelemetry.runtime.propagation.TextMapPropagatorCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.vouch.audit.client.edge.OwnPaths;

/** Every span leaves by way of {@link AllowedSpans}, or not at all: Quarkus' own exporter is not built in. */
@ApplicationScoped
class Tracing {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String PATH = "/v1/traces";

    /** A collector that is away holds up no stop of the service. */
    private static final Duration EXPORTED_WITHIN = Duration.ofSeconds(2);

    @Produces
    @DefaultBean
    @Singleton
    SpanExporter exporter(TracingConfig config) {
        return config.endpoint()
                .map(endpoint -> (SpanExporter) OtlpHttpSpanExporter.builder()
                        .setEndpoint(address(endpoint))
                        .setTimeout(EXPORTED_WITHIN)
                        .setConnectTimeout(EXPORTED_WITHIN)
                        .setRetryPolicy(null)
                        .setCompression("gzip")
                        .build())
                .orElseGet(SpanExporter::composite);
    }

    @Produces
    @Singleton
    SpanProcessor processor(TracingConfig config, SpanExporter exporter, OwnPaths paths) {
        return processor(config, new AllowedSpans(exporter, new AllowedAttributes(paths::has)));
    }

    SpanProcessor processor(TracingConfig config, AllowedSpans leaving) {
        return config.endpoint().isEmpty()
                ? SpanProcessor.composite()
                : BatchSpanProcessor.builder(leaving)
                        .setExporterTimeout(EXPORTED_WITHIN)
                        .build();
    }

    @Produces
    @Singleton
    Sampler sampler(TracingConfig config) {
        return config.endpoint().isEmpty()
                ? Sampler.alwaysOff()
                : Sampler.parentBased(Sampler.traceIdRatioBased(config.ratio()));
    }

    @Produces
    @Singleton
    TextMapPropagatorCustomizer propagation() {
        return context -> new InternalCalls(context.propagator());
    }

    private static String address(URI endpoint) {
        if (!SCHEMES.contains(String.valueOf(endpoint.getScheme()))
                || endpoint.getHost() == null
                || endpoint.getRawUserInfo() != null
                || endpoint.getRawQuery() != null
                || endpoint.getRawFragment() != null) {
            throw new IllegalStateException("vouch.tracing.endpoint is not the address of a collector");
        }
        return endpoint.toString().replaceFirst("/$", "") + PATH;
    }
}
