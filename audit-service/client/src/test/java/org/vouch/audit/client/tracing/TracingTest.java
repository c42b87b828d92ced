package org.vouch.audit.client.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {
    private static final URI COLLECTOR = URI.create("http://collector:4318");

    private static final AllowedSpans LEAVING =
            new AllowedSpans(SpanExporter.composite(), new AllowedAttributes(path -> false));

    private final Tracing tracing = new Tracing();

    private record Configured(Optional<URI> endpoint, double ratio) implements TracingConfig {}

    @Test
    void withoutACollectorNothingIsRecordedAndNobodyIsSpokenTo() {
        var off = new Configured(Optional.empty(), 1);
        assertThat(tracing.sampler(off)).isSameAs(Sampler.alwaysOff());
        assertThat(tracing.exporter(off)).isSameAs(SpanExporter.composite());
        assertThat(tracing.processor(off, LEAVING).isEndRequired()).isFalse();
        assertThat(tracing.processor(new Configured(Optional.of(COLLECTOR), 1), LEAVING)
                        .isEndRequired())
                .isTrue();
    }

    @Test
    void aTraceThatBeginsHereIsRecordedAsOftenAsToldAndAnyOtherAsItsCallerDoes() {
        assertThat(tracing.sampler(new Configured(Optional.of(COLLECTOR), 0.25)).getDescription())
                .startsWith("ParentBased{root:TraceIdRatioBased{0.25")
                .contains("remoteParentSampled:AlwaysOnSampler", "remoteParentNotSampled:AlwaysOffSampler");
    }

    @Test
    void spansGoWhereACollectorTakesThem() {
        for (var address : new String[] {"http://collector:4318", "http://collector:4318/"}) {
            try (var exporter = tracing.exporter(new Configured(Optional.of(URI.create(address)), 1))) {
                assertThat(exporter.toString()).contains("http://collector:4318/v1/traces");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "collector:4318",
                "ftp://collector",
                "http:///x",
                "http://u:p@collector",
                "http://collector?a=b",
                "x"
            })
    void whatIsNoAddressOfACollectorStopsTheStart(String address) {
        assertThatIllegalStateException()
                .isThrownBy(() -> tracing.exporter(new Configured(Optional.of(URI.create(address)), 1)));
    }
}
