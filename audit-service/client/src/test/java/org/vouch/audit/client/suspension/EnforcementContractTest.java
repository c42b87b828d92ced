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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.edge.StrictJson;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.audit.client.platform.Brokers;

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

    @Test
    void aShieldKeepsResidentsAwayUntilTheLastMomentBeforeItsEndAndItsEndOpensAtOnce() throws IOException {
        var person = UUID.fromString("6f1d8c9e-2b3a-4c5d-8e7f-0a1b2c3d4e5f");
        var key = Shields.keyOf(Shields.handleOf(person));
        var shielded = read("subject-shielded");
        var helper = new Caller(UUID.randomUUID().toString(), CallerKind.RESIDENT, null, null);
        assertThat(JSON.readTree(shielded).path("subject").asText()).isEqualTo(Shields.handleOf(person));

        assertThat(shielding(UNTIL, key, shielded).closedTo(helper, person)).isFalse();
        var shields = shielding(UNTIL.minusMillis(1), key, shielded);
        assertThat(shields.closedTo(helper, person)).isTrue();
        assertThat(shields.closedTo(helper, UUID.randomUUID())).isFalse();
        assertThat(shields.closedTo(helper, null)).isFalse();
        var self = new Caller(person.toString(), CallerKind.RESIDENT, null, null);
        assertThat(shields.closedTo(self, person)).as("themselves").isFalse();
        for (var kind : CallerKind.values()) {
            assertThat(shields.closedTo(new Caller("client", kind, null, null), person))
                    .as(kind.wire())
                    .isEqualTo(kind == CallerKind.RESIDENT);
        }

        assertThat(shields.apply(event(key, "SubjectUnshielded", read("subject-unshielded"))))
                .isTrue();
        assertThat(shields.closedTo(helper, person)).isFalse();
    }

    @Test
    void whatCannotBeReadShieldsNobodyAndBreaksNothing() {
        var key = Shields.keyOf("00");
        for (var payload : List.of("{", "{}", "{\"subject\":\"00\"}", "{\"subject\":\"00\",\"until\":\"soon\"}")) {
            assertThat(shielding(UNTIL, key, payload)
                            .closedTo(new Caller("helper", CallerKind.RESIDENT, null, null), UUID.randomUUID()))
                    .isFalse();
        }
    }

    @Test
    void aThrottleHoldsUntilTheLastMomentBeforeItsEnd() throws IOException {
        var throttled = read("requester-throttled");
        var caller = new Caller(JSON.readTree(throttled).path("requester").asText(), CallerKind.RESIDENT, null, null);
        var key = Restraints.throttleKeyOf(caller.id());

        assertThat(restraining(UNTIL.minusMillis(1), key, "RequesterThrottled", throttled)
                        .throttled(caller))
                .isTrue();
        var over = restraining(UNTIL, key, "RequesterThrottled", throttled);
        assertThat(over.throttled(caller)).isFalse();
        assertThat(over.signInMissing(caller)).isEmpty();
    }

    @Test
    void aSignInIsMissingUntilThereIsOneInTheSameSecondOrLater() throws IOException {
        var demanded = read("sign-in-demanded");
        var id = JSON.readTree(demanded).path("requester").asText();
        var since = Instant.parse(JSON.readTree(demanded).path("at").asText()).truncatedTo(ChronoUnit.SECONDS);
        var restraints = restraining(UNTIL, Restraints.signInKeyOf(id), "SignInDemanded", demanded);

        assertThat(restraints.signInMissing(signedIn(id, null))).contains(since);
        assertThat(restraints.signInMissing(signedIn(id, since.minusSeconds(1))))
                .contains(since);
        assertThat(restraints.signInMissing(signedIn(id, since))).isEmpty();
        assertThat(restraints.signInMissing(signedIn("another", null))).isEmpty();
        assertThat(restraints.throttled(signedIn(id, null))).isFalse();
    }

    private static Caller signedIn(String id, @Nullable Instant at) {
        return new Caller(id, CallerKind.RESIDENT, null, null, at);
    }

    private static Restraints restraining(Instant now, String key, String type, String payload) {
        var restraints = new Restraints(JSON, Clock.fixed(now, ZoneOffset.UTC));
        assertThat(restraints.apply(event(key, type, payload))).isTrue();
        return restraints;
    }

    private static Shields shielding(Instant now, String key, String payload) {
        var shields = new Shields(JSON, Clock.fixed(now, ZoneOffset.UTC));
        assertThat(shields.apply(event(key, "SubjectShielded", payload))).isTrue();
        return shields;
    }

    private static Suspensions after(Instant now, String requester, String suspended) {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        var view = new Suspensions(
                Brokers.at("unused:9092"), JSON, clock, new Shields(JSON, clock), new Restraints(JSON, clock));
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
