package org.vouch.audit.restraints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.testing.AccessFixture.JSON;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.asAuditor;
import static org.vouch.audit.testing.Calls.ready;
import static org.vouch.audit.testing.Calls.soon;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.suspension.Restraints;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.detection.Effect;
import org.vouch.audit.testing.AccessFixture;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;

/** From an alert that does not suspend to every service. */
@AuditTest
class RestraintsTest {
    @Inject
    Restraints enforced;

    private final UUID person = UUID.randomUUID();

    @BeforeEach
    void watching() {
        ready();
    }

    @Test
    void whoeverBringsProofsThatDoNotHoldSignsInAnewAndIsNotSuspended() throws Exception {
        try (var topics = new Topics()) {
            topics.send(Stream.generate(() -> aLook().by(person)
                            .refused()
                            .bringing(UUID.randomUUID().toString()))
                    .limit(3)
                    .toArray(AccessFixture[]::new));
        }
        soon().until(() -> enforced.signInMissing(caller()).isPresent());
        assertThat(enforced.throttled(caller())).isFalse();
        assertValid("sign-in-demanded", Restraints.signInKeyOf(person.toString()));
        var alert = asAuditor("auditor-1")
                .queryParam("rule", "bad-proofs")
                .get("/v1/alerts")
                .jsonPath();
        assertThat(alert.getString("items[0].effect")).isEqualTo("step-up");
        assertThat(alert.getString("items[0].suspension")).isNull();
    }

    @Test
    void aThrottleLastsADay() throws Exception {
        var alert = alert(Effect.THROTTLE);
        try (var topics = new Topics()) {
            topics.send(new ProducerRecord<>(
                    Alert.TOPIC,
                    null,
                    person.toString(),
                    JSON.writeValueAsString(alert),
                    AccessFixture.headers(alert.id(), Alert.EVENT_TYPE, alert.lastAt())));
        }
        soon().until(() -> enforced.throttled(caller()));
        assertThat(enforced.signInMissing(caller())).isEmpty();
        var told = assertValid("requester-throttled", Restraints.throttleKeyOf(person.toString()));
        assertThat(Duration.between(
                        Instant.parse(told.get("at").asText()),
                        Instant.parse(told.get("until").asText())))
                .isEqualTo(Duration.ofHours(24));
        assertThat(told.get("alert").asText()).isEqualTo(alert.id().toString());
    }

    private Caller caller() {
        return new Caller(person.toString(), CallerKind.RESIDENT, null, null);
    }

    private Alert alert(Effect effect) {
        var now = Instant.now();
        return new Alert(
                UUID.randomUUID(),
                "slow-strangers",
                1,
                new Alert.Requester(person.toString(), CallerKind.RESIDENT, null),
                1,
                0,
                10,
                Duration.ofDays(30),
                now.minus(Duration.ofDays(30)),
                now,
                now,
                List.of(UUID.randomUUID()),
                effect,
                UUID.randomUUID(),
                new TreeMap<>(),
                null,
                0);
    }

    private static com.fasterxml.jackson.databind.JsonNode assertValid(String event, String key) throws Exception {
        var sent = Topics.read("audit.enforcements").stream()
                .filter(record -> record.key().equals(key))
                .toList();
        assertThat(sent).hasSize(1);
        var payload = JSON.readTree(sent.get(0).value());
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        try (var schema = RestraintsTest.class.getResourceAsStream("/contract/" + event + ".v1.schema.json")) {
            assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                            .getSchema(JSON.readTree(schema), config)
                            .validate(payload))
                    .isEmpty();
        }
        return payload;
    }
}
