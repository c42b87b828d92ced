package org.vouch.audit.client.tracing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.net.URI;
import java.util.Optional;

/** Where traces go, and how many of them. */
@ConfigMapping(prefix = "vouch.tracing")
interface TracingConfig {
    /**
     * A collector that takes OTLP over HTTP, as {@code http://collector:4318}. Without one nothing is recorded and nothing
     * leaves; log lines have their trace's id all the same.
     */
    Optional<URI> endpoint();

    /** Of the traces that begin here, those that are recorded. What a trace that came from another service says holds for it. */
    @WithDefault("0.01")
    @DecimalMin("0")
    @DecimalMax("1")
    double ratio();
}
