package org.vouch.audit.shields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.vouch.audit.testing.AccessFixture.JSON;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.asAuditor;
import static org.vouch.audit.testing.Calls.asResident;
import static org.vouch.audit.testing.Calls.ready;
import static org.vouch.audit.testing.Calls.soon;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.suspension.Shields;
import org.vouch.audit.testing.AccessFixture;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;

/** From the strangers who ask about one person to the services that answer none of them. */
@AuditTest
class ShieldsTest {
    private static final String NOBODY = "/v1/shields/00000000-0000-4000-8000-000000000001/end";

    @Inject
    Shields enforced;

    @Inject
    DataSource database;

    private final UUID sought = UUID.randomUUID();

    @Test
    void whomSixStrangersAskAboutIsShieldedAtEveryServiceAndToldSo() throws Exception {
        ready();
        asResident(sought).get("/v1/accesses").then().statusCode(200).body("containsKey('shield')", equalTo(false));
        inDemand();
        var shield = shield();
        assertThat(shield.get("rule")).isEqualTo("in-demand");
        assertThat(shield.get("state")).isEqualTo("active");
        assertThat(shield.keySet())
                .containsExactlyInAnyOrder("id", "state", "incident", "rule", "since", "until", "ended");
        var since = Instant.parse((String) shield.get("since"));
        assertThat(Duration.between(since, Instant.parse((String) shield.get("until"))))
                .isEqualTo(Duration.ofHours(24));
        assertThat(incidents()).contains((String) shield.get("incident"));

        asResident(sought)
                .get("/v1/accesses")
                .then()
                .body("shield.since", equalTo(shield.get("since")))
                .body("shield.until", equalTo(shield.get("until")));
        asResident(UUID.randomUUID()).get("/v1/accesses").then().body("containsKey('shield')", equalTo(false));

        var told = events();
        assertThat(told).hasSize(1);
        assertValid("subject-shielded", told.get(0));
        assertThat(told.get(0).value()).doesNotContain(sought.toString());

        end(shield, "not in demand any more").statusCode(200).body("state", equalTo("ended"));
        soon().until(() -> !closed());
        asResident(sought).get("/v1/accesses").then().body("containsKey('shield')", equalTo(false));
        end(shield, "again").statusCode(409).body("type", equalTo("urn:vouch:problem:not-in-force"));
        soon().until(() -> events().size() == 2);
        assertValid("subject-unshielded", events().get(1));
        soon().until(() -> logged(String.valueOf(shield.get("id"))) == 2);
    }

    @Test
    void oneStrangerFewerShieldsNobodyAndClientsNeverDo() {
        ready();
        try (var topics = new Topics()) {
            topics.send(strangers(5));
            for (var i = 0; i < 6; i++) {
                topics.send(aLook().byClient("checkpoint", "gate-" + UUID.randomUUID(), "Gate")
                        .about(sought));
            }
            var other = UUID.randomUUID();
            topics.send(Stream.generate(() -> aLook().about(other)).limit(6).toArray(AccessFixture[]::new));
            soon().until(() -> enforced.closedTo(resident(), other));
        }
        assertThat(closed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"reason\":\" \"}", "{\"reason\":7}", "{\"reason\":\"a\",\"until\":\"never\"}"})
    void aMalformedEndIsRefused(String body) {
        asAuditor("auditor-1")
                .contentType(ContentType.JSON)
                .body(body)
                .post(NOBODY)
                .then()
                .statusCode(400);
    }

    @Test
    void whatDoesNotExistIsNotEnded() {
        asAuditor("auditor-1")
                .contentType(ContentType.JSON)
                .body("{\"reason\":\"why\"}")
                .post(NOBODY)
                .then()
                .statusCode(404);
        asAuditor("auditor-1")
                .queryParam("cursor", "x")
                .get("/v1/shields")
                .then()
                .statusCode(400);
    }

    private void inDemand() {
        try (var topics = new Topics()) {
            topics.send(strangers(5));
            assertThat(closed()).isFalse();
            topics.send(strangers(1));
            soon().until(this::closed);
        }
    }

    private AccessFixture[] strangers(int count) {
        return Stream.generate(
                        () -> aLook().about(sought).doing("presence-check").refused())
                .limit(count)
                .toArray(AccessFixture[]::new);
    }

    private boolean closed() {
        return enforced.closedTo(resident(), sought);
    }

    private static Caller resident() {
        return new Caller(UUID.randomUUID().toString(), CallerKind.RESIDENT, null, null);
    }

    /** The newest is this test's: tests of one class run one after the other. */
    private static Map<String, Object> shield() {
        List<Map<String, Object>> all =
                asAuditor("auditor-1").get("/v1/shields").jsonPath().getList("items");
        return all.get(0);
    }

    private static List<String> incidents() {
        return asAuditor("auditor-1")
                .queryParam("rule", "in-demand")
                .get("/v1/alerts")
                .jsonPath()
                .getList("items.incident");
    }

    private static ValidatableResponse end(Map<String, Object> shield, String reason) {
        return asAuditor("auditor-1")
                .contentType(ContentType.JSON)
                .body(Map.of("reason", reason))
                .post("/v1/shields/" + shield.get("id") + "/end")
                .then();
    }

    private List<ConsumerRecord<String, String>> events() {
        return Topics.read("audit.enforcements").stream()
                .filter(record -> record.key().equals(Shields.keyOf(Shields.handleOf(sought))))
                .toList();
    }

    private int logged(String shield) throws java.sql.SQLException {
        try (var connection = database.getConnection();
                var entries = connection.prepareStatement(
                        "select count(*) from log_entry where kind = 'shield' and position(convert_to(?, 'UTF8') in bytes) > 0")) {
            entries.setString(1, shield);
            try (var rows = entries.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static void assertValid(String event, ConsumerRecord<String, String> record) throws java.io.IOException {
        var type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        try (var text = ShieldsTest.class.getResourceAsStream("/contract/" + event + ".v1.schema.json")) {
            var schema = JSON.readTree(text);
            assertThat(schema.get("$id").asText()).isEqualTo("urn:vouch:event:" + type);
            assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                            .getSchema(schema, config)
                            .validate(JSON.readTree(record.value())))
                    .isEmpty();
        }
    }
}
