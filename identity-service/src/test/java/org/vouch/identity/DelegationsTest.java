package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.facesession.ShownFaces;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.Contracts;
import org.vouch.identity.testing.Enforcements;
import org.vouch.identity.testing.Events;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;

/** Acting for others, as both sides see it, and the other services. */
@ServiceTest
class DelegationsTest {
    private static final Somebody HELPER = Somebody.LI;
    private static final Somebody DEPENDANT = Somebody.ZHANG;
    private static final Somebody STRANGER = Somebody.OYANG;
    private static final String PERSONS = "identity.persons";
    private static final String RECORDS = "access.records";

    private final ObjectMapper json = new ObjectMapper();
    private final String until = Instant.now()
            .plus(Duration.ofDays(90))
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();

    @Inject
    ShownFaces faces;

    @Inject
    Pool pool;

    private String helper = "";
    private String dependant = "";

    /** Everybody is new, so that what is recorded and told of them is of one test. */
    private void newPeople() {
        sql("delete from face_attempt");
        sql("delete from person");
        helper = faces.loggedIn(HELPER);
        dependant = faces.loggedIn(DEPENDANT);
    }

    /** The whole way of a camera: whoever stands before it does as the sessions ask. */
    @Test
    void bothShowTheirFacesAndEachSeesTheOther() throws Exception {
        newPeople();
        var given =
                grant(helper, claim(Api.shown("presence", helper, HELPER), Api.shown("presence", helper, DEPENDANT)));
        given.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("size()", equalTo(4))
                .body("maskedName", equalTo("张*"))
                .body("scopes", equalTo(List.of("code", "results")))
                .body("until", equalTo(until));
        String id = given.path("id");

        list(helper)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("next", nullValue())
                .body("items.size()", equalTo(1))
                .body("items[0].size()", equalTo(5))
                .body("items[0].id", equalTo(id))
                .body("items[0].role", equalTo("helper"))
                .body("items[0].maskedName", equalTo("张*"))
                .body("items[0].scopes", equalTo(List.of("code", "results")))
                .body("items[0].until", equalTo(until));
        list(dependant)
                .then()
                .body("items[0].id", equalTo(id))
                .body("items[0].role", equalTo("dependant"))
                .body("items[0].maskedName", equalTo("李**"));
        list(faces.loggedIn(STRANGER)).then().body("items.size()", equalTo(0));

        var record = records(person(helper), 1).get(0);
        assertThat(record.path("action").asText()).isEqualTo("delegation");
        assertThat(record.path("outcome").asText()).isEqualTo("granted");
        assertThat(record.path("subject").asText()).isEqualTo(person(dependant));
        assertThat(record.path("purpose").asText()).isEqualTo("delegation");
        assertThat(record.path("proof").asText()).isEqualTo(id);
        var told = tree(Events.of(PERSONS, person(dependant), 2).get(1).value());
        assertThat(Contracts.defects("delegation-granted", told)).isEmpty();
        assertThat(told.path("delegation").asText()).isEqualTo(id);
        assertThat(told.path("helper").asText()).isEqualTo(person(helper));
        assertThat(told.path("dependant").asText()).isEqualTo(person(dependant));
        assertThat(told.path("until").asText()).isEqualTo(until);
        assertThat(kept()).doesNotContain("张").doesNotContain("李");
    }

    @Test
    void eitherSideEndsItAndNobodyElse() {
        newPeople();
        var stranger = faces.loggedIn(STRANGER);
        for (var side : List.of(helper, dependant)) {
            String id = granted();
            var notTheirs = end(stranger, id);
            notTheirs.then().statusCode(404);
            assertThat(end(stranger, UUID.randomUUID().toString()).asString()).isEqualTo(notTheirs.asString());
            assertThat(end(stranger, "not an id").asString()).isEqualTo(notTheirs.asString());

            end(side, id).then().statusCode(204);
            end(side, id).then().statusCode(404);
            list(helper).then().body("items.size()", equalTo(0));
            list(dependant).then().body("items.size()", equalTo(0));
        }
        var events = Events.of(PERSONS, person(dependant), 5);
        assertThat(types(events))
                .containsExactly(
                        "PersonEnrolled",
                        "DelegationGranted",
                        "DelegationRevoked",
                        "DelegationGranted",
                        "DelegationRevoked");
        assertThat(Contracts.defects("delegation-revoked", tree(events.get(4).value())))
                .isEmpty();
        assertThat(records(person(dependant), 2)).first().satisfies(ended -> {
            assertThat(ended.path("action").asText()).isEqualTo("delegation-end");
            assertThat(ended.path("outcome").asText()).isEqualTo("granted");
            assertThat(ended.path("subject").asText()).isEqualTo(person(dependant));
        });
        assertThat(records(person(stranger), 4)).allSatisfy(refused -> {
            assertThat(refused.path("outcome").asText()).isEqualTo("refused");
            assertThat(refused.path("subject").isNull()).isTrue();
        });
    }

    @Test
    void whateverIsNotProvenIsRefusedInOneWay() {
        newPeople();
        var reasons = new ArrayList<String>();
        var bodies = new ArrayList<String>();
        var anothers = faces.shown("presence", dependant, DEPENDANT);
        Map<String, Map<String, Object>> claims = Map.ofEntries(
                Map.entry("own-face-differs", claim(shown(STRANGER), shown(DEPENDANT))),
                Map.entry("face-differs", claim(shown(HELPER), shown(STRANGER))),
                Map.entry(
                        "name-differs",
                        claim(shown(HELPER), shown(DEPENDANT), HELPER.number(), DEPENDANT.number(), "张四")),
                Map.entry(
                        "not-enrolled",
                        claim(
                                shown(HELPER),
                                shown(DEPENDANT),
                                HELPER.number(),
                                Somebody.unknownNumber(31),
                                DEPENDANT.fullName())),
                Map.entry(
                        "own-document-of-another",
                        claim(
                                shown(DEPENDANT),
                                shown(DEPENDANT),
                                DEPENDANT.number(),
                                DEPENDANT.number(),
                                DEPENDANT.fullName())),
                Map.entry(
                        "own-document-of-another ",
                        claim(
                                shown(HELPER),
                                shown(DEPENDANT),
                                Somebody.unknownNumber(32),
                                DEPENDANT.number(),
                                DEPENDANT.fullName())),
                Map.entry(
                        "self",
                        claim(shown(HELPER), shown(HELPER), HELPER.number(), HELPER.number(), HELPER.fullName())),
                Map.entry("own-face-session", claim("zz", shown(DEPENDANT))),
                Map.entry("face-session", claim(shown(HELPER), "A".repeat(22))),
                Map.entry("face-session ", claim(shown(HELPER), anothers)),
                Map.entry("face-session  ", claimInOneSession(shown(HELPER))));
        claims.forEach((reason, claim) -> {
            sql("delete from face_attempt");
            var answer = grant(helper, claim);
            answer.then().statusCode(403).body("type", equalTo("urn:vouch:problem:presence-not-proven"));
            bodies.add(answer.asString() + answer.getHeaders());
            reasons.add(reason.strip());
        });
        assertThat(bodies).containsOnly(bodies.get(0));
        list(helper).then().body("items.size()", equalTo(0));
        var records = records(person(helper), claims.size());
        assertThat(records.stream().map(record -> record.path("reason").asText()))
                .containsExactlyElementsOf(reasons);
        for (var i = 0; i < reasons.size(); i++) {
            assertThat(records.get(i).path("subject").asText())
                    .as(reasons.get(i))
                    .isEqualTo(
                            switch (reasons.get(i)) {
                                case "not-enrolled" -> "null";
                                case "self" -> person(helper);
                                default -> person(dependant);
                            });
        }
        // Another's session is as it was.
        Api.check(dependant, anothers, DEPENDANT.number(), DEPENDANT.fullName())
                .then()
                .statusCode(200);
    }

    @Test
    void failuresCountForTheTwoDocumentsAndForNobodyElses() {
        newPeople();
        grant(helper, claim(shown(STRANGER), shown(STRANGER))).then().statusCode(403);
        assertThat(attempts()).isEqualTo(2);
        faces.enrolled(STRANGER);
        sql("delete from face_attempt");
        grant(helper, claim(shown(HELPER), shown(HELPER), STRANGER.number(), DEPENDANT.number(), DEPENDANT.fullName()))
                .then()
                .statusCode(403);
        assertThat(attempts()).isEqualTo(1);
        sql("update face_attempt set failures = 5, last_at = now()");
        grant(helper, claim(shown(HELPER), shown(DEPENDANT))).then().statusCode(403);
        assertThat(records(person(helper), 3).get(2).path("reason").asText()).isEqualTo("too-many-attempts");
    }

    @Test
    void aSecondOneBetweenTheSameTwoTakesThePlaceOfTheFirst() {
        newPeople();
        String first = granted();
        var body = new HashMap<>(claim(shown(HELPER), shown(DEPENDANT)));
        body.put("scopes", List.of("code"));
        var key = UUID.randomUUID().toString();
        var answer = grant(helper, body, key);
        String second = answer.then().statusCode(201).extract().path("id");
        // The first answer comes again to the same key, and gives nothing anew.
        assertThat(grant(helper, body, key).asString()).isEqualTo(answer.asString());
        grant(helper, claim("A".repeat(22), "B".repeat(22)), key)
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:vouch:problem:idempotency-key-reused"));
        list(helper)
                .then()
                .body("items.id", equalTo(List.of(second)))
                .body("items[0].scopes", equalTo(List.of("code")));
        end(helper, first).then().statusCode(404);
        var events = Events.of(PERSONS, person(dependant), 4);
        assertThat(types(events))
                .containsExactly("PersonEnrolled", "DelegationGranted", "DelegationRevoked", "DelegationGranted");
        assertThat(tree(events.get(2).value()).path("delegation").asText()).isEqualTo(first);
    }

    @Test
    void theFifthDependantIsOneTooMany() {
        newPeople();
        granted();
        pool.preparedQuery("with others as (insert into person"
                        + " (person, document_index, row_secret, row_key, identity, enrolled_at)"
                        + " select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), '',"
                        + " decode(repeat('00', 60), 'hex'), decode(repeat('00', 540), 'hex'), now()"
                        + " from generate_series(1, 3) returning person)"
                        + " insert into delegation select gen_random_uuid(), $1, person, '{code}',"
                        + " now() + interval '1 day', '', '', now() from others")
                .execute(Tuple.of(UUID.fromString(person(helper))))
                .await()
                .atMost(Patience.LONG);
        faces.enrolled(STRANGER);
        var fifth = claim(shown(HELPER), shown(STRANGER), HELPER.number(), STRANGER.number(), STRANGER.fullName());
        grant(helper, fifth).then().statusCode(409).body("type", equalTo("urn:vouch:problem:too-many-delegations"));
        assertThat(records(person(helper), 2).get(1).path("outcome").asText()).isEqualTo("refused");
        // Given anew, one of the four stays one of four. What no key opens any more is a star.
        granted();
        list(helper)
                .then()
                .body("items.size()", equalTo(4))
                .body("items.maskedName", equalTo(List.of("张*", "*", "*", "*")));
        sql("delete from person where octet_length(row_secret) = 0");
    }

    @Test
    void aSuspendedHelperGivesNoneAndMayStillEndOne() {
        newPeople();
        String id = granted();
        var sessions = claim(shown(HELPER), shown(DEPENDANT));
        Enforcements.suspend(person(helper));
        await().atMost(Patience.LONG)
                .until(() -> Api.as(helper)
                                .contentType(ContentType.JSON)
                                .body(Map.of("purpose", "presence"))
                                .post("/v1/face-sessions")
                                .statusCode()
                        == 403);
        grant(helper, sessions).then().statusCode(403).body("type", equalTo("urn:vouch:problem:requester-suspended"));
        assertThat(records(person(helper), 2)).anySatisfy(refused -> {
            assertThat(refused.path("action").asText()).isEqualTo("delegation");
            assertThat(refused.path("subject").asText()).isEqualTo(person(dependant));
            assertThat(refused.path("reason").asText()).isEqualTo("requester-suspended");
        });
        list(helper).then().statusCode(200).body("items.size()", equalTo(1));
        end(helper, id).then().statusCode(204);
    }

    @Test
    void whoeverWithdrawsTheirFaceOrIsErasedEndsTheirsOnBothSides() {
        newPeople();
        granted();
        Api.as(dependant).delete("/v1/me/face").then().statusCode(204);
        list(helper).then().body("items.size()", equalTo(0));
        faces.enrolled(DEPENDANT);
        granted();
        Api.as(helper).delete("/v1/me").then().statusCode(204);
        list(dependant).then().body("items.size()", equalTo(0));
        assertThat(pool.query("select 1 from delegation")
                        .execute()
                        .await()
                        .atMost(Patience.LONG)
                        .size())
                .isZero();
        assertThat(types(Events.of(PERSONS, person(dependant), 7)))
                .containsExactly(
                        "PersonEnrolled",
                        "DelegationGranted",
                        "DelegationRevoked",
                        "FaceWithdrawn",
                        "PersonEnrolled",
                        "DelegationGranted",
                        "DelegationRevoked");
    }

    @Test
    void refusesMalformedInput() {
        helper = TestTokens.resident(UUID.randomUUID());
        var sound = claim("A".repeat(22), "B".repeat(22));
        var now = Instant.now();
        malformed(sound, "until", now.minusSeconds(1).toString(), "malformed-request");
        malformed(sound, "until", now.plus(Duration.ofDays(366)).toString(), "malformed-request");
        malformed(sound, "until", "2027-01-01T00:00:00", "malformed-request");
        malformed(sound, "until", null, "malformed-request");
        malformed(sound, "scopes", List.of(), "malformed-request");
        malformed(sound, "scopes", List.of("visits"), "malformed-request");
        malformed(sound, "scopes", null, "malformed-request");
        malformed(sound, "document", Map.of("type", "resident-id", "number", "1"), "invalid-document");
        malformed(sound, "document", null, "malformed-request");
        malformed(sound, "faceSession", null, "malformed-request");
        malformed(sound, "dependant", null, "malformed-request");
        malformed(
                sound,
                "dependant",
                Map.of("faceSession", "x", "document", Map.of("type", "resident-id", "number", "1"), "name", "张三"),
                "invalid-document");
        malformed(sound, "name", "李小明", "malformed-request");
        list(helper).then().body("items.size()", equalTo(0));
    }

    @Test
    void isForResidentsAlone() {
        var claim = claim("A".repeat(22), "B".repeat(22));
        var id = UUID.randomUUID().toString();
        grant(null, claim).then().statusCode(401);
        list(null).then().statusCode(401);
        end(null, id).then().statusCode(401);
        for (var role : List.of("checkpoint", "collector", "lab", "officer", "auditor", "admin", "service")) {
            var token = TestTokens.client(role, role + "-d");
            grant(token, claim).then().statusCode(403).body("type", equalTo("urn:vouch:problem:forbidden"));
            list(token).then().statusCode(403);
            end(token, id).then().statusCode(403);
        }
    }

    private void malformed(Map<String, Object> sound, String field, @Nullable Object value, String slug) {
        var body = new HashMap<String, @Nullable Object>(sound);
        body.put(field, value);
        Api.as(helper)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/delegations")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:vouch:problem:" + slug));
    }

    private String granted() {
        return grant(helper, claim(shown(HELPER), shown(DEPENDANT)))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String shown(Somebody face) {
        return faces.shown("presence", helper, face);
    }

    private static Map<String, Object> claimOf(
            String own, String other, String ownNumber, String number, String name, String until) {
        return Map.of(
                "faceSession",
                own,
                "document",
                Map.of("type", "resident-id", "number", ownNumber),
                "dependant",
                Map.of("faceSession", other, "document", Map.of("type", "resident-id", "number", number), "name", name),
                "scopes",
                List.of("results", "code"),
                "until",
                until);
    }

    private Map<String, Object> claim(String own, String other, String ownNumber, String number, String name) {
        return claimOf(own, other, ownNumber, number, name, until);
    }

    private Map<String, Object> claim(String own, String other) {
        return claim(own, other, HELPER.number(), DEPENDANT.number(), DEPENDANT.fullName());
    }

    private Map<String, Object> claimInOneSession(String session) {
        return claim(session, session);
    }

    private static Response grant(@Nullable String token, Map<String, Object> claim) {
        return Api.as(token).contentType(ContentType.JSON).body(claim).post("/v1/delegations");
    }

    private static Response grant(String token, Map<String, Object> claim, String key) {
        return Api.as(token)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(claim)
                .post("/v1/delegations");
    }

    private static Response list(@Nullable String token) {
        return Api.as(token).get("/v1/delegations");
    }

    private static Response end(@Nullable String token, String id) {
        return Api.as(token).delete("/v1/delegations/" + id);
    }

    private static String person(String token) {
        try {
            return TokensTest.verified(token, "at+jwt").getSubject();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<JsonNode> records(String requester, int count) {
        return Events.of(RECORDS, requester, count).stream()
                .map(record -> tree(record.value()))
                .toList();
    }

    private static List<String> types(List<ConsumerRecord<String, String>> events) {
        return events.stream()
                .map(event -> Events.header(event, "ce_type"))
                .map(type -> type.replace("org.vouch.identity.", "").replace(".v1", ""))
                .toList();
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private int attempts() {
        return pool.query("select 1 from face_attempt")
                .execute()
                .await()
                .atMost(Patience.LONG)
                .size();
    }

    /** Every row of the table as it stands, binary columns as text. */
    private String kept() {
        return pool.query("select t::text || encode(helper_name, 'escape') || encode(dependant_name, 'escape')"
                        + " from delegation t")
                .execute()
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getString(0);
    }

    private void sql(String statement) {
        pool.query(statement).execute().await().atMost(Patience.LONG);
    }
}
