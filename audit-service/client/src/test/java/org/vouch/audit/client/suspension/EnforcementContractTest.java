package org.vouch.audit.client.suspension;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.edge.StrictJson;
import org.vouch.audit.client.inbox.ReceivedEvent;

/** Reads the enforcements as audit-service writes them. */
class EnforcementContractTest {
    private static final Path CONTRACT = Path.of("../src/main/resources/contract");
    private static final ObjectMapper JSON = StrictJson.strict(new ObjectMapper().registerModule(new JavaTimeModule()));
    private static final Instant UNTIL = Instant.parse("2026-11-23T08:15:32.250Z");

    @Test
    void aSuspensionHoldsUntilTheLastMomentBeforeItsEndAndAReinstatementEndsItAtOnce() throws IOException {
        var suspended = read("requester-suspended");
        var requester = JSON.readTree(suspended).path("requester").asText();

        assertThat(after(UNTIL.minusMillis(1), requester, suspended).suspended(requester))
                .isTrue();
        assertThat(after(UNTIL, requester, suspended).suspended(requester)).isFalse();

        var view = after(UNTIL.minusMillis(1), requester, suspended);
        view.apply(event(requester, "RequesterReinstated", read("requester-reinstated")));
        assertThat(view.suspended(requester)).isFalse();
    }

    @Test
    void whatTakesProxyLooksAloneLeavesThePassesThatAreShown() throws IOException {
        var suspended = read("requester-suspended");
        var requester = JSON.readTree(suspended).path("requester").asText();

        var whole = after(UNTIL.minusMillis(1), requester, suspended);
        assertThat(whole.suspended(requester, "scan")).isTrue();
        assertThat(whole.suspended(requester, "proxy-lookup")).isTrue();

        var proxy = suspended.replace("\"everything\"", "\"proxy\"");
        var frozen = after(UNTIL.minusMillis(1), requester, proxy);
        assertThat(frozen.suspended(requester)).isFalse();
        assertThat(frozen.suspended(requester, "scan")).isFalse();
        assertThat(frozen.suspended(requester, "proxy-lookup")).isTrue();
        assertThat(after(UNTIL, requester, proxy).suspended(requester, "proxy-lookup"))
                .isFalse();

        var both = suspended.replace("\"afterwards\": null", "\"afterwards\": \"proxy\"");
        var afterwards = after(UNTIL, requester, both);
        assertThat(afterwards.suspended(requester)).isFalse();
        assertThat(afterwards.suspended(requester, "scan")).isFalse();
        assertThat(afterwards.suspended(requester, "proxy-lookup")).isTrue();
    }

    @Test
    void aScopeThatIsNotKnownIsEverything() throws IOException {
        var suspended = read("requester-suspended").replace("\"everything\"", "\"more\"");
        var requester = JSON.readTree(suspended).path("requester").asText();
        assertThat(after(UNTIL.minusMillis(1), requester, suspended).suspended(requester, "scan"))
                .isTrue();
    }

    private static Suspensions after(Instant now, String requester, String suspended) {
        var view = new Suspensions("unused:9092", JSON, Clock.fixed(now, ZoneOffset.UTC));
        view.apply(event(requester, "RequesterSuspended", suspended));
        return view;
    }

    private static ReceivedEvent event(String key, String type, String payload) {
        var record = new ConsumerRecord<>("audit.enforcements", 0, 0, key, payload);
        Map.of(
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        "org.vouch.audit." + type + ".v1",
                        "ce_time",
                        "2026-11-22T08:15:32Z")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return ReceivedEvent.from(record).orElseThrow();
    }

    private static String read(String event) throws IOException {
        return Files.readString(CONTRACT.resolve(event + ".v1.example.json"));
    }
}
