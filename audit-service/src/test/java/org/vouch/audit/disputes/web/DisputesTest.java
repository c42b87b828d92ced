package org.vouch.audit.disputes.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.vouch.audit.testing.AccessFixture.JSON;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.asAuditor;
import static org.vouch.audit.testing.Calls.asResident;
import static org.vouch.audit.testing.Calls.ready;
import static org.vouch.audit.testing.Calls.soon;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.testing.AccessFixture;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;

@AuditTest
class DisputesTest {
    @Inject
    Suspensions enforced;

    @Inject
    Sweeps sweeps;

    @Inject
    DataSource database;

    private final UUID person = UUID.randomUUID();
    private final UUID helper = UUID.randomUUID();
    private Topics topics;

    @BeforeEach
    void open() {
        ready();
        topics = new Topics();
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void oneCallTakesTheHelpersProxyRightUntilAnAuditorHasLooked() throws Exception {
        var look = seen(aLook().by(helper).about(person));
        var other = seen(aLook().by(UUID.randomUUID()).about(person));
        dispute(look).statusCode(202).header("Cache-Control", "no-store").body(equalTo("{\"dispute\":\"open\"}"));
        frozenSoon(helper);
        assertThat(enforced.suspended(helper.toString(), "presence-check")).isTrue();
        assertThat(enforced.suspended(helper.toString(), "dependant-code")).isTrue();
        assertThat(enforced.suspended(helper.toString(), "scan")).isFalse();
        assertThat(stateOf(look)).isEqualTo("open");
        assertThat(stateOf(other)).isNull();

        var alert = alertOf(look);
        assertThat(alert.getString("state")).isEqualTo("open");
        assertThat(alert.getString("effect")).isEqualTo("suspend");
        assertThat(alert.getString("requester.kind")).isEqualTo("resident");
        assertThat(suspension(alert))
                .containsEntry("reason", "disputed")
                .containsEntry("scope", "proxy")
                .containsEntry("state", "active")
                .containsEntry("until", null);
        var event = JSON.readTree(enforcements(helper).get(0).value());
        assertValid(event);
        assertThat(event.path("reason").asText()).isEqualTo("disputed");
        assertThat(event.path("scope").asText()).isEqualTo("proxy");
        assertThat(event.toString()).doesNotContain(person.toString());
        var everything =
                asAuditor("auditor-1").get("/v1/alerts?rule=disputed&limit=100").asString();
        assertThat(everything).doesNotContain(helper.toString()).doesNotContain(person.toString());
    }

    @Test
    void twiceIsOnceAlsoAtTheSameMoment() throws Exception {
        var look = seen(aLook().by(helper).about(person));
        var calls = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> dispute(look).extract().asString()))
                .limit(4)
                .toList();
        for (var call : calls) {
            assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("{\"dispute\":\"open\"}");
        }
        frozenSoon(helper);
        everythingSoFarIsEnforced();
        assertThat(enforcements(helper)).hasSize(1);
        assertThat(alertsOf(look)).hasSize(1);
    }

    @Test
    void aDismissedDisputeEndsTheFreezeAtOnceAndTheNextOneWaitsForItsReview() {
        var look = seen(aLook().by(helper).about(person));
        var next = seen(aLook().by(helper).about(person));
        dispute(look).statusCode(202);
        frozenSoon(helper);
        decide(look, "dismiss").statusCode(200);
        soon().until(() -> !enforced.suspended(helper.toString(), "proxy-lookup"));
        assertThat(stateOf(look)).isEqualTo("rejected");
        assertThat(suspension(alertOf(look))).containsEntry("state", "lifted");
        dispute(look).statusCode(202).body("dispute", equalTo("rejected"));

        dispute(next).statusCode(202).body("dispute", equalTo("open"));
        everythingSoFarIsEnforced();
        assertThat(enforced.suspended(helper.toString(), "proxy-lookup")).isFalse();
        assertThat(alertOf(next).getString("effect")).isEqualTo("tell");
        assertThat(alertOf(next).getDouble("features.measured.find { it.feature == 'rejectedOfThisPerson' }.value"))
                .isEqualTo(1);

        decide(next, "confirm").statusCode(200);
        frozenSoon(helper);
        assertThat(stateOf(next)).isEqualTo("upheld");
    }

    @Test
    void anUpheldDisputeStaysUntilTwoAuditorsLiftIt() {
        var look = seen(aLook().by(helper).about(person));
        dispute(look).statusCode(202);
        decide(look, "confirm").statusCode(200);
        everythingSoFarIsEnforced();
        assertThat(enforced.suspended(helper.toString(), "proxy-lookup")).isTrue();
        assertThat(stateOf(look)).isEqualTo("upheld");
        var id = alertOf(look).getString("suspension");
        asAuditor("auditor-1").post("/v1/suspensions/" + id + "/lift").then().statusCode(200);
        asAuditor("auditor-2")
                .post("/v1/suspensions/" + id + "/lift/approval")
                .then()
                .statusCode(200);
        soon().until(() -> !enforced.suspended(helper.toString(), "proxy-lookup"));
    }

    @Test
    void twoPeoplesDisputesTakeTwoDismissals() {
        var other = UUID.randomUUID();
        var look = seen(aLook().by(helper).about(person));
        var others = seen(aLook().by(helper).about(other));
        dispute(look).statusCode(202);
        dispute(other, others).statusCode(202);
        frozenSoon(helper);
        assertThat(alertOf(look).getString("incident"))
                .isEqualTo(alertOf(others).getString("incident"));
        decide(look, "dismiss").statusCode(200);
        everythingSoFarIsEnforced();
        assertThat(enforced.suspended(helper.toString(), "proxy-lookup")).isTrue();
        decide(others, "dismiss").statusCode(200);
        soon().until(() -> !enforced.suspended(helper.toString(), "proxy-lookup"));
    }

    @Test
    void aFreezeOutlivesTheSuspensionOfARuleAndEndsNone() {
        var look = aLook().by(helper).about(person);
        topics.send(look);
        topics.send(Stream.generate(() -> aLook().by(helper)).limit(5).toArray(AccessFixture[]::new));
        soon().until(() -> enforced.suspended(helper.toString()));
        dispute(seen(person, look)).statusCode(202);
        everythingSoFarIsEnforced();
        assertThat(enforced.suspended(helper.toString())).isTrue();

        var rules = asAuditor("auditor-1")
                .get("/v1/suspensions?limit=100")
                .jsonPath()
                .param("of", alertOf(look.id()).getString("requester.pseudonym"))
                .getString("items.find { it.requester.pseudonym == of && it.scope == 'everything' }.id");
        asAuditor("auditor-1").post("/v1/suspensions/" + rules + "/lift").then().statusCode(200);
        asAuditor("auditor-2")
                .post("/v1/suspensions/" + rules + "/lift/approval")
                .then()
                .statusCode(200);
        soon().until(() -> !enforced.suspended(helper.toString()));
        assertThat(enforced.suspended(helper.toString(), "proxy-lookup")).isTrue();
        decide(look.id(), "dismiss").statusCode(200);
        soon().until(() -> !enforced.suspended(helper.toString(), "proxy-lookup"));
    }

    @Test
    void whatIsNoProxyLookIsReviewedAndFreezesNobody() {
        var actions = Map.of(
                "checkpoint",
                "scan",
                "collector",
                "sample",
                "lab",
                "proxy-lookup",
                "officer",
                "counter-first-of-two-officers",
                "service",
                "proxy-lookup");
        var disputed = new HashMap<String, UUID>();
        actions.forEach((kind, action) -> {
            var client = kind + "-" + UUID.randomUUID();
            var look = aLook().byClient(kind, client, "South Station")
                    .about(person)
                    .doing(action);
            disputed.put(client, seen(look));
            dispute(look.id()).statusCode(202).body("dispute", equalTo("open"));
        });
        everythingSoFarIsEnforced();
        disputed.forEach((client, look) -> {
            assertThat(enforced.suspended(client)).isFalse();
            assertThat(enforced.suspended(client, "proxy-lookup")).isFalse();
            assertThat(alertOf(look).getString("effect")).isEqualTo("tell");
            assertThat(stateOf(look)).isEqualTo("open");
        });
    }

    @Test
    void aCheckpointThatIsDisputedStillReadsPasses() {
        var gate = "gate-" + UUID.randomUUID();
        var look = seen(aLook().byClient("checkpoint", gate, "South Station").about(person));
        dispute(look).statusCode(202);
        soon().until(() -> enforced.suspended(gate, "proxy-lookup"));
        assertThat(enforced.suspended(gate, "scan")).isFalse();
        assertThat(enforced.suspended(gate)).isFalse();
    }

    /** A hundred visitors do not close a hospital's desk one after the other. */
    @Test
    void aPostAboutWhichThreePeopleWereWrongIsNotFrozenByTheFourth() {
        var desk = "desk-" + UUID.randomUUID();
        for (var i = 0; i < 3; i++) {
            var visitor = UUID.randomUUID();
            var look = seen(aLook().byClient("checkpoint", desk, "Hospital").about(visitor));
            dispute(visitor, look).statusCode(202);
            assertThat(alertOf(look).getString("effect")).isEqualTo("suspend");
            decide(look, "dismiss").statusCode(200);
        }
        var look = seen(aLook().byClient("checkpoint", desk, "Hospital").about(person));
        dispute(look).statusCode(202).body("dispute", equalTo("open"));
        assertThat(alertOf(look).getString("effect")).isEqualTo("tell");
        decide(look, "confirm").statusCode(200);
        soon().until(() -> enforced.suspended(desk, "proxy-lookup"));
    }

    @Test
    void aLookAtSomebodyElseIsAsUnknownAsOneThatNeverWas() {
        var look = seen(aLook().by(helper).about(person));
        var stranger = UUID.randomUUID();
        var others = dispute(stranger, look).statusCode(404).extract().asString();
        assertThat(dispute(stranger, UUID.randomUUID())
                        .statusCode(404)
                        .extract()
                        .asString())
                .isEqualTo(others);
        asResident(person).post("/v1/accesses/nothing/dispute").then().statusCode(404);
        everythingSoFarIsEnforced();
        assertThat(enforced.suspended(helper.toString(), "proxy-lookup")).isFalse();
        assertThat(stateOf(look)).isNull();
    }

    @Test
    void whoseIdHasBeenForgottenAfterAMonthIsSuspendedByNobody() throws Exception {
        var look = seen(aLook().by(helper).about(person));
        var other = seen(aLook().by(helper).about(person));
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "update access_entry set taken_at = taken_at - interval '32 days' where id = ?")) {
            update.setObject(1, look);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        sweeps.now().await().atMost(Patience.LONG);
        dispute(look).statusCode(202).body("dispute", equalTo("open"));
        assertThat(alertOf(look).getString("effect")).isEqualTo("tell");
        decide(look, "confirm").statusCode(200);
        assertThat(alertOf(look).getString("suspension")).isNull();
        everythingSoFarIsEnforced();
        assertThat(enforced.suspended(helper.toString(), "proxy-lookup")).isFalse();
        assertThat(stateOf(look)).isEqualTo("upheld");
        dispute(other).statusCode(202);
        frozenSoon(helper);
    }

    private ValidatableResponse dispute(UUID look) {
        return dispute(person, look);
    }

    private static ValidatableResponse dispute(UUID by, UUID look) {
        return asResident(by).post("/v1/accesses/" + look + "/dispute").then();
    }

    private UUID seen(AccessFixture look) {
        topics.send(look);
        return seen(UUID.fromString(subjectOf(look)), look);
    }

    private static UUID seen(UUID by, AccessFixture look) {
        soon().until(() ->
                accesses(by).stream().anyMatch(one -> look.id().toString().equals(one.get("id"))));
        return look.id();
    }

    private static String subjectOf(AccessFixture look) {
        try {
            return JSON.readTree(look.payload()).path("subject").asText();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Map<String, Object>> accesses(UUID by) {
        return asResident(by).get("/v1/accesses?limit=100").jsonPath().getList("items");
    }

    private @Nullable Object stateOf(UUID look) {
        var shown = accesses(person).stream()
                .filter(one -> look.toString().equals(one.get("id")))
                .findFirst()
                .orElseThrow();
        assertThat(shown).containsKey("dispute");
        return shown.get("dispute");
    }

    private void frozenSoon(UUID requester) {
        soon().until(() -> enforced.suspended(requester.toString(), "proxy-lookup"));
        assertThat(enforced.suspended(requester.toString())).isFalse();
    }

    /** All enforcements share one partition: what was asked for before another's freeze has come through with it. */
    private void everythingSoFarIsEnforced() {
        var somebody = UUID.randomUUID();
        var other = UUID.randomUUID();
        var look = aLook().by(other).about(somebody);
        topics.send(look);
        dispute(somebody, seen(somebody, look)).statusCode(202);
        frozenSoon(other);
    }

    private static List<String> alertsOf(UUID look) {
        return asAuditor("auditor-1")
                .get("/v1/alerts?rule=disputed&limit=100")
                .jsonPath()
                .param("look", look.toString())
                .getList("items.findAll { it.evidence.records.contains(look) }.id");
    }

    private static JsonPath alertOf(UUID look) {
        return asAuditor("auditor-1").get("/v1/alerts/" + alertsOf(look).get(0)).jsonPath();
    }

    private static Map<String, Object> suspension(JsonPath alert) {
        List<Map<String, Object>> all = asAuditor("auditor-1")
                .get("/v1/suspensions?limit=100")
                .jsonPath()
                .getList("items");
        return all.stream()
                .filter(one -> alert.getString("suspension").equals(one.get("id")))
                .findFirst()
                .orElseThrow();
    }

    private static ValidatableResponse decide(UUID look, String decision) {
        return asAuditor("auditor-1")
                .contentType(ContentType.JSON)
                .body("{\"decision\":\"" + decision + "\",\"note\":\"seen\"}")
                .post("/v1/alerts/" + alertsOf(look).get(0) + "/decisions")
                .then();
    }

    private static List<ConsumerRecord<String, String>> enforcements(UUID requester) {
        return Topics.read("audit.enforcements").stream()
                .filter(record -> record.key().equals(requester.toString()))
                .toList();
    }

    private static void assertValid(JsonNode payload) throws java.io.IOException {
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        try (var schema = DisputesTest.class.getResourceAsStream("/contract/requester-suspended.v1.schema.json")) {
            assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                            .getSchema(JSON.readTree(schema), config)
                            .validate(payload))
                    .isEmpty();
        }
        assertThat(Instant.parse(payload.path("at").asText())).isNotNull();
    }
}
