package org.vouch.audit.client.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTraceTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String HEADER = "00-" + TRACE + "-" + SPAN + "-01";

    @Test
    void goesOnFromWhereTheEventWasWritten() {
        assertThat(within(TraceFlags.getSampled())).isEqualTo(HEADER);
        assertThat(EventTrace.read(HEADER)).hasValueSatisfying(read -> {
            assertThat(read.getTraceId()).isEqualTo(TRACE);
            assertThat(read.getSpanId()).isEqualTo(SPAN);
            assertThat(read.isSampled()).isTrue();
            assertThat(read.isRemote()).isTrue();
        });
    }

    @Test
    void nothingGoesAlongThatNobodyRecords() {
        assertThat(within(TraceFlags.getDefault())).isNull();
        assertThat(EventTrace.current()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-" + TRACE + "-" + SPAN + "-00",
                "01-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01-",
                "00-" + TRACE + "-" + SPAN + "-01\n",
                " 00-" + TRACE + "-" + SPAN + "-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "110101199003074258"
            })
    void whatIsInAnotherFormIsNoTrace(String header) {
        assertThat(EventTrace.read(header)).isEmpty();
    }

    private static @Nullable String within(TraceFlags flags) {
        var span = Span.wrap(SpanContext.create(
                TRACE, SPAN, flags, TraceState.builder().put("vendor", "x").build()));
        try (var scope = Context.root().with(span).makeCurrent()) {
            assertThat(scope).isNotNull();
            return EventTrace.current();
        }
    }
}
