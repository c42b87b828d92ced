package org.vouch.audit.entries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.asResident;
import static org.vouch.audit.testing.Calls.soon;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Tables;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;
import org.vouch.audit.testing.Traces;

/** The log and everything beside it know of no trace, even if a producer were to send one along. */
@AuditTest
class TracesTest {
    private final UUID subject = UUID.randomUUID();
    private final String trace = UUID.randomUUID().toString().replace("-", "");

    @Inject
    Pool pool;

    @Inject
    Traces traces;

    @Test
    void aLookIsNotTiedToItsRequest() {
        var record = aLook().about(subject).record();
        record.headers()
                .add("traceparent", ("00-" + trace + "-00f067aa0ba902b7-01").getBytes(StandardCharsets.US_ASCII));
        try (var topics = new Topics()) {
            topics.send(record);
        }
        soon().untilAsserted(
                        () -> assertThat(asResident(subject).get("/v1/accesses").<Integer>path("items.size()"))
                                .isEqualTo(1));

        assertThat(Tables.holding(pool, trace)).isEmpty();
        assertThat(Tables.holding(pool, "proxy-lookup")).isNotEmpty();
        assertThat(traces.left()).isNotEmpty().noneSatisfy(span -> assertThat(span.getTraceId())
                .isEqualTo(trace));
    }
}
