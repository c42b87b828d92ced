package org.vouch.audit.alerts.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.vouch.audit.testing.AccessFixture.JSON;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.as;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.audit.testing.AccessFixture;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;

/** From a crossing to the auditors and back to every service. */
@AuditTest
class AlertsAndSuspensionsTest {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000001";

    @Inject
    Suspensions enforced;

    @Inject
    DataSource database;

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
    void anAlertShowsItsEvidenceAndNoPerson() {
        var looks = new ArrayList<AccessFixture>();
        var subjects = new ArrayList<UUID>();
        for (var i = 0; i < 6; i++) {
            subjects.add(UUID.randomUUID());
            looks.add(aLook().by(helper).about(subjects.get(i)));
        }
        topics.send(looks.toArray(AccessFixture[]::new));
        var alert = alertWith(looks.get(5).id());

        assertThat(alert.getString("rule")).isEqualTo("many-subjects");
        assertThat(alert.getString("state")).isEqualTo("open");
        assertThat(alert.getString("requester.kind")).isEqualTo("resident");
        assertThat(alert.getString("requester.pseudonym")).matches("[0-9a-f]{32}");
        assertThat(alert.getString("requester.clientId")).isNull();
        assertThat(alert.getInt("features.distinctSubjects")).isEqualTo(6);
        assertThat(alert.getInt("thresholds.distinctSubjects")).isEqualTo(5);
        assertThat(alert.getString("thresholds.period")).isEqualTo("PT10M");
        assertThat(alert.getInt("evidence.count")).isEqualTo(6);
        assertThat(alert.getList("evidence.records"))
                .containsExactlyInAnyOrderElementsOf(
                        looks.stream().map(look -> look.id().toString()).toList());
        assertThat(Instant.parse(alert.getString("firstAt")))
                .isEqualTo(looks.get(0).at());
        assertThat(Instant.parse(alert.getString("lastAt")))
                .isEqualTo(looks.get(5).at());

        var everything = asAuditor("auditor-1")
                        .queryParam("limit", 100)
                        .get("/v1/alerts")
                        .asString()
                + asAuditor("auditor-1")
                        .queryParam("limit", 100)
                        .get("/v1/suspensions")
                        .asString();
        assertThat(everything).doesNotContain(helper.toString());
        assertThat(subjects).noneMatch(subject -> everything.contains(subject.toString()));
    }

    @Test
    void theEnforcementIsWhatTheContractSays() throws Exception {
        crossing();
        var event = enforcements().get(0);
        assertThat(event.key()).isEqualTo(helper.toString());
        assertThat(header(event, "ce_type")).isEqualTo("org.vouch.audit.RequesterSuspended.v1");
        var payload = JSON.readTree(event.value());
        assertValid("requester-suspended", payload);
        assertThat(payload.get("requester").asText()).isEqualTo(helper.toString());
        var until = Instant.parse(payload.get("until").asText());
        assertThat(Duration.between(Instant.parse(payload.get("at").asText()), until))
                .isEqualTo(Duration.ofHours(24));
    }

    @Test
    void furtherAlertsAddEvidenceAndNoSecondSuspension() {
        var first = crossing();
        var looks = new AccessFixture[5];
        for (var i = 0; i < 5; i++) {
            looks[i] = aLook().by(helper);
        }
        topics.send(looks);
        var second = alertWith(looks[4].id());
        assertThat(second.getString("id")).isNotEqualTo(first.getString("id"));
        assertThat(second.getInt("features.distinctSubjects")).isEqualTo(11);
        assertThat(second.getString("suspension")).isEqualTo(first.getString("suspension"));
        assertThat(enforcements()).hasSize(1);
    }

    @Test
    void theSameAlertAgainChangesNothing() {
        var alert = crossing();
        var raised = Topics.read("audit.alerts").stream()
                .filter(record -> record.key().equals(helper.toString()))
                .findFirst()
                .orElseThrow();
        topics.send(new ProducerRecord<>("audit.alerts", null, raised.key(), raised.value(), raised.headers()));
        // Behind it, of the same requester and so in the same partition, one that shows that it has been taken.
        var looks = new AccessFixture[5];
        for (var i = 0; i < 5; i++) {
            looks[i] = aLook().by(helper);
        }
        topics.send(looks);
        assertThat(alertWith(looks[4].id()).getString("id")).isNotEqualTo(alert.getString("id"));
        everythingSoFarIsEnforced();
        assertThat(enforcements()).hasSize(1);
        assertThat(one(alert.getString("id")).getString("suspension")).isEqualTo(alert.getString("suspension"));
    }

    @Test
    void aConfirmedSuspensionHasNoEnd() {
        var alert = crossing();
        decide(alert.getString("id"), "confirm", "auditor-1")
                .statusCode(200)
                .body("state", equalTo("confirmed"))
                .body("decision.decision", equalTo("confirm"))
                .body("decision.note", equalTo("seen"))
                .body("decision.auditor", equalTo("auditor-1"));
        assertThat(suspension(alert)).containsEntry("state", "active").containsEntry("until", null);
        soon().until(() -> enforcements().size() == 2);
        decide(alert.getString("id"), "dismiss", "auditor-2")
                .statusCode(409)
                .body("type", equalTo("urn:vouch:problem:alert-decided"));
    }

    @Test
    void aDismissedAlertLiftsNothing() {
        var alert = crossing();
        decide(alert.getString("id"), "dismiss", "auditor-1").statusCode(200).body("state", equalTo("dismissed"));
        var suspension = suspension(alert);
        assertThat(suspension.get("state")).isEqualTo("active");
        assertThat(suspension.get("until")).isNotNull();
        everythingSoFarIsEnforced();
        assertThat(enforced.suspended(helper.toString())).isTrue();
        assertThat(enforcements()).hasSize(1);
    }

    @Test
    void ofTwoAuditorsAtTheSameMomentTheSecondIsToldThatItIsDecided() throws Exception {
        var id = crossing().getString("id");
        assertThat(atTheSameMoment(() -> decide(id, "confirm", "auditor-1"), () -> decide(id, "dismiss", "auditor-2")))
                .containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void ofTwoAuditorsWhoLiftAtTheSameMomentTheSecondIsToldSo() throws Exception {
        var id = crossing().getString("suspension");
        assertThat(atTheSameMoment(() -> lift(id, "auditor-1"), () -> lift(id, "auditor-2")))
                .containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void liftingTakesTwoAuditorsAndReachesEveryService() throws Exception {
        var id = crossing().getString("suspension");
        approve(id, "auditor-2").statusCode(409).body("type", equalTo("urn:vouch:problem:lift-not-requested"));
        lift(id, "auditor-1")
                .statusCode(200)
                .body("state", equalTo("active"))
                .body("liftRequested.auditor", equalTo("auditor-1"));
        lift(id, "auditor-2").statusCode(409).body("type", equalTo("urn:vouch:problem:lift-requested"));
        approve(id, "auditor-1").statusCode(403).body("type", equalTo("urn:vouch:problem:same-auditor"));
        assertThat(enforced.suspended(helper.toString())).isTrue();
        approve(id, "auditor-2")
                .statusCode(200)
                .body("state", equalTo("lifted"))
                .body("lifted.auditor", equalTo("auditor-2"));
        soon().until(() -> !enforced.suspended(helper.toString()));
        lift(id, "auditor-1").statusCode(409).body("type", equalTo("urn:vouch:problem:not-in-force"));

        var events = enforcements();
        assertThat(header(events.get(1), "ce_type")).isEqualTo("org.vouch.audit.RequesterReinstated.v1");
        assertValid("requester-reinstated", JSON.readTree(events.get(1).value()));
    }

    @Test
    void anAuditorSuspendsAClientByItsIdAndAResidentByTheAlertsPseudonymOnly() {
        var client = "gate-" + UUID.randomUUID();
        suspend(client).statusCode(422).body("type", equalTo("urn:vouch:problem:unknown-requester"));
        topics.send(aLook().byClient("checkpoint", client, "South Gate"));
        soon().until(() -> suspend(client).extract().statusCode() == 201);
        soon().until(() -> enforced.suspended(client));
        suspend(client).statusCode(409).body("type", equalTo("urn:vouch:problem:already-suspended"));
        asAuditor("auditor-1")
                .get("/v1/suspensions")
                .then()
                .statusCode(200)
                .body("items[0].requester.clientId", equalTo(client))
                .body("items[0].requester.label", equalTo("South Gate"))
                .body("items[0].reason", equalTo("shares its credentials"))
                .body("items[0].suspendedBy", equalTo("auditor-1"));

        var service = "service-" + UUID.randomUUID();
        var subject = UUID.randomUUID();
        topics.send(aLook().byClient("service", service, null).about(subject));
        soon().until(() -> isSeenBy(subject));
        suspend(service).statusCode(422).body("type", equalTo("urn:vouch:problem:unknown-requester"));

        suspend(helper.toString()).statusCode(422);
        var alert = crossing();
        suspend(helper.toString()).statusCode(422);
        suspend(alert.getString("requester.pseudonym")).statusCode(409);
    }

    @Test
    void theSameCallWithTheSameKeyGivesTheFirstAnswerAgain() {
        var client = "gate-" + UUID.randomUUID();
        topics.send(aLook().byClient("checkpoint", client, "East Gate"));
        soon().until(() -> suspend(client, "key-of-" + client, "why").extract().statusCode() == 201);
        var first = suspend(client, "key-of-" + client, "why")
                .statusCode(201)
                .extract()
                .asString();
        suspend(client, "key-of-" + client, "why").statusCode(201).body(equalTo(first));
        suspend(client, "key-of-" + client, "why else")
                .statusCode(422)
                .body("type", equalTo("urn:vouch:problem:idempotency-key-reused"));
    }

    @Test
    void listsByRuleAndStatePageByPage() {
        var alert = crossing();
        var auditor = asAuditor("auditor-1");
        auditor.queryParam("state", "open")
                .queryParam("rule", "many-subjects")
                .queryParam("limit", 1)
                .get("/v1/alerts")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(alert.getString("id")));
        asAuditor("auditor-1")
                .queryParam("rule", "another-rule")
                .get("/v1/alerts")
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("next", nullValue());
        for (var list : List.of("/v1/alerts", "/v1/suspensions")) {
            var whole = asAuditor("auditor-1")
                    .queryParam("limit", 100)
                    .get(list)
                    .jsonPath()
                    .getList("items.id");
            var walked = new ArrayList<Object>();
            String cursor = null;
            do {
                var request = asAuditor("auditor-1").queryParam("limit", 1);
                if (cursor != null) {
                    request = request.queryParam("cursor", cursor);
                }
                var page = request.get(list).jsonPath();
                walked.addAll(page.getList("items.id"));
                cursor = page.getString("next");
            } while (cursor != null && walked.size() < 100);
            assertThat(walked).as(list).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource({"state, closed", "limit, 0", "limit, x", "cursor, x", "rule, a\u0000b", "rule, Many Subjects"})
    void aMalformedParameterIsNamed(String parameter, String value) {
        asAuditor("auditor-1")
                .queryParam(parameter, value)
                .get("/v1/alerts")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo(parameter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"decision\":null}",
                "{\"decision\":\"perhaps\"}",
                "{\"decision\":1}",
                "{\"decision\":\"confirm\",\"note\":7}",
                "{\"decision\":\"confirm\",\"unknown\":true}",
                "{\"decision\":\"confirm\",\"decision\":\"dismiss\"}",
                "{\"decision\":\"confirm\",\"note\":\"a\\u0000b\"}"
            })
    void aMalformedDecisionIsRefused(String body) {
        asAuditor("auditor-1")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/alerts/" + NOBODY + "/decisions")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:vouch:problem:malformed-request"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"requester\":\"\",\"reason\":\"why\"}",
                "{\"requester\":\"gate\"}",
                "{\"requester\":\"gate\",\"reason\":\" \"}",
                "{\"requester\":\"a\\u0000b\",\"reason\":\"why\"}",
                "{\"requester\":\"gate\",\"reason\":\"why\",\"until\":\"never\"}"
            })
    void aMalformedSuspensionIsRefused(String body) {
        asAuditor("auditor-1")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/suspensions")
                .then()
                .statusCode(400);
    }

    @Test
    void anOversizedNoteAnotherKindOfBodyAndWhatDoesNotExistAreRefused() {
        asAuditor("auditor-1")
                .contentType(ContentType.JSON)
                .body("{\"decision\":\"confirm\",\"note\":\"" + "n".repeat(2_001) + "\"}")
                .post("/v1/alerts/" + NOBODY + "/decisions")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("note"));
        asAuditor("auditor-1")
                .contentType(ContentType.JSON)
                .body("{\"decision\":\"confirm\",\"note\":\"" + "n".repeat(70_000) + "\"}")
                .post("/v1/alerts/" + NOBODY + "/decisions")
                .then()
                .statusCode(413);
        asAuditor("auditor-1")
                .contentType("text/plain")
                .body("confirm")
                .post("/v1/alerts/" + NOBODY + "/decisions")
                .then()
                .statusCode(415);
        decide(NOBODY, "confirm", "auditor-1").statusCode(404);
        asAuditor("auditor-1").get("/v1/alerts/" + NOBODY).then().statusCode(404);
        asAuditor("auditor-1").get("/v1/alerts/nothing").then().statusCode(404);
        lift(NOBODY, "auditor-1").statusCode(404);
        approve(NOBODY, "auditor-1").statusCode(404);
    }

    @Test
    void theReportCountsForEveryone() {
        crossing();
        soon().untilAsserted(() -> io.restassured.RestAssured.get("/v1/report")
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=60")
                .body("days[0].suspensions", org.hamcrest.Matchers.greaterThan(0))
                .body(
                        "days[0].lookups.find { it.kind == 'resident' }.granted",
                        org.hamcrest.Matchers.greaterThanOrEqualTo(6)));
        as("lab", "lab-1").get("/v1/report").then().statusCode(200);
    }

    /** The alert of a requester who has just looked at six people, once it is enforced. */
    private JsonPath crossing() {
        var looks = new AccessFixture[6];
        for (var i = 0; i < 6; i++) {
            looks[i] = aLook().by(helper);
        }
        topics.send(looks);
        soon().until(() -> enforced.suspended(helper.toString()));
        return alertWith(looks[5].id());
    }

    /** All enforcements share one partition: what was asked for before another's suspension has come through with it. */
    private void everythingSoFarIsEnforced() {
        var other = UUID.randomUUID();
        for (var i = 0; i < 6; i++) {
            topics.send(aLook().by(other));
        }
        soon().until(() -> enforced.suspended(other.toString()));
    }

    /** The statuses of two calls about this test's requester, both of which wait for its lock before either goes on. */
    private List<Integer> atTheSameMoment(Supplier<ValidatableResponse> one, Supplier<ValidatableResponse> other)
            throws Exception {
        try (var connection = database.getConnection();
                var lock = connection.prepareStatement("select pg_advisory_lock(hashtextextended(?, 0))");
                var waiting = connection.prepareStatement(
                        "select count(*) from pg_locks where locktype = 'advisory' and not granted"
                                + " and database = (select oid from pg_database where datname = current_database())");
                var release = connection.prepareStatement("select pg_advisory_unlock_all()")) {
            lock.setString(1, helper.toString());
            lock.execute();
            var first = CompletableFuture.supplyAsync(() -> one.get().extract().statusCode());
            var second =
                    CompletableFuture.supplyAsync(() -> other.get().extract().statusCode());
            soon().until(() -> {
                try (var rows = waiting.executeQuery()) {
                    return rows.next() && rows.getInt(1) == 2;
                }
            });
            release.execute();
            return List.of(first.get(10, TimeUnit.SECONDS), second.get(10, TimeUnit.SECONDS));
        }
    }

    private static boolean isSeenBy(UUID subject) {
        return !asResident(subject)
                .get("/v1/accesses")
                .jsonPath()
                .getList("items")
                .isEmpty();
    }

    private static JsonPath alertWith(UUID record) {
        var id = soon().until(
                        () -> asAuditor("auditor-1")
                                .queryParam("limit", 100)
                                .get("/v1/alerts")
                                .jsonPath()
                                .param("record", record.toString())
                                .getString("items.find { it.evidence.records.contains(record) }?.id"),
                        found -> found != null);
        return one(id);
    }

    private static JsonPath one(String id) {
        return asAuditor("auditor-1")
                .get("/v1/alerts/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Map<String, Object> suspension(JsonPath alert) {
        List<Map<String, Object>> all = asAuditor("auditor-1")
                .queryParam("limit", 100)
                .get("/v1/suspensions")
                .jsonPath()
                .getList("items");
        return all.stream()
                .filter(one -> alert.getString("suspension").equals(one.get("id")))
                .findFirst()
                .orElseThrow();
    }

    private static ValidatableResponse decide(String id, String decision, String auditor) {
        return asAuditor(auditor)
                .contentType(ContentType.JSON)
                .body("{\"decision\":\"" + decision + "\",\"note\":\"seen\"}")
                .post("/v1/alerts/" + id + "/decisions")
                .then();
    }

    private static ValidatableResponse lift(String id, String auditor) {
        return asAuditor(auditor).post("/v1/suspensions/" + id + "/lift").then();
    }

    private static ValidatableResponse approve(String id, String auditor) {
        return asAuditor(auditor)
                .post("/v1/suspensions/" + id + "/lift/approval")
                .then();
    }

    private static ValidatableResponse suspend(String requester) {
        return suspend(requester, UUID.randomUUID().toString(), "shares its credentials");
    }

    private static ValidatableResponse suspend(String requester, String key, String reason) {
        return asAuditor("auditor-1")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body("{\"requester\":\"" + requester + "\",\"reason\":\"" + reason + "\"}")
                .post("/v1/suspensions")
                .then();
    }

    private List<ConsumerRecord<String, String>> enforcements() {
        return Topics.read("audit.enforcements").stream()
                .filter(record -> record.key().equals(helper.toString()))
                .toList();
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void assertValid(String event, JsonNode payload) throws java.io.IOException {
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        try (var schema =
                AlertsAndSuspensionsTest.class.getResourceAsStream("/contract/" + event + ".v1.schema.json")) {
            var found = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(JSON.readTree(schema), config)
                    .validate(payload);
            assertThat(found).isEmpty();
        }
    }
}
