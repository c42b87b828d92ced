package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.facesession.ShownFaces;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.Enforcements;
import org.vouch.identity.testing.Events;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;

/** A checkpoint enrols a person who has no phone, and has the proof that they are there from the same session. */
@ServiceTest
class EnrolmentOnTheSpotTest {
    private static final Somebody PERSON = Somebody.OYANG;
    private static final Somebody STRANGER = Somebody.ZHANG;
    private static final String RECORDS = "access.records";

    private final String gateId = "gate-" + UUID.randomUUID();
    private final String gate = TestTokens.client("checkpoint", gateId);

    @Inject
    ShownFaces faces;

    @Inject
    Pool pool;

    @BeforeEach
    void nobodyIsEnrolled() {
        sql("delete from face_attempt");
        sql("delete from person");
    }

    /** The whole way of a camera. */
    @Test
    void aPersonWithoutAPhoneIsEnrolledAndProvenFromOneSession() throws Exception {
        var answer = enrol(gate, body(Api.shown("presence", gate, PERSON)));
        answer.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("size()", equalTo(3))
                .body("maskedName", equalTo("欧**"));
        var proof = TokensTest.verified(answer.path("presenceProof"), "presence+jwt");
        assertThat(proof.getStringClaimValue("req")).isEqualTo(gateId);
        assertThat(proof.getStringClaimValue("purpose")).isEqualTo("medical");
        assertThat(proof.getStringClaimValue("venue")).isEqualTo("North Gate");
        assertThat(Instant.parse(answer.path("expiresAt")))
                .isEqualTo(Instant.ofEpochSecond(proof.getExpirationTime().getValue()));

        var record = records(1).get(0);
        assertThat(record.path("action").asText()).isEqualTo("enrolment-on-the-spot");
        assertThat(record.path("outcome").asText()).isEqualTo("granted");
        assertThat(record.path("purpose").asText()).isEqualTo("medical");
        assertThat(record.path("venue").asText()).isEqualTo("North Gate");
        assertThat(record.path("proof").asText()).isEqualTo(proof.getJwtId());
        var person = TokensTest.verified(login(), "at+jwt").getSubject();
        assertThat(record.path("subject").asText()).isEqualTo(person);
        assertThat(Events.header(Events.of("identity.persons", person, 1).get(0), "ce_type"))
                .isEqualTo("org.vouch.identity.PersonEnrolled.v1");
    }

    @Test
    void whateverDoesNotAgreeIsRefusedAsAnyEnrolmentIsAndLeavesNothing() {
        var another = TestTokens.client("checkpoint", "gate-of-others");
        var alone = Api.enrol(faces.shown("enrolment", null, STRANGER), PERSON.number(), PERSON.fullName());
        var unknown = new HashMap<>(body(faces.shown("presence", gate, PERSON)));
        unknown.put("document", document(Somebody.unknownNumber(41)));
        var misnamed = new HashMap<>(body(faces.shown("presence", gate, PERSON)));
        misnamed.put("name", "欧阳克");
        var presenceNotWanted = new HashMap<>(body(faces.shown("presence", gate, PERSON)));
        presenceNotWanted.remove("presence");
        var spent = faces.shown("presence", gate, STRANGER);
        var bodies = new ArrayList<String>();
        for (var refused : List.of(
                alone,
                enrol(gate, body(spent)),
                enrol(gate, body(spent)),
                enrol(gate, unknown),
                enrol(gate, misnamed),
                enrol(gate, body(faces.shown("presence", another, PERSON))),
                enrol(gate, body(faces.shown("enrolment", null, PERSON))),
                enrol(gate, body("no session")),
                enrol(gate, presenceNotWanted))) {
            refused.then().statusCode(403).body("type", equalTo("urn:vouch:problem:enrolment-refused"));
            bodies.add(refused.asString());
        }
        assertThat(bodies).containsOnly(alone.asString());
        assertThat(pool.query("select 1 from person")
                        .execute()
                        .await()
                        .atMost(Patience.LONG)
                        .size())
                .isZero();
        assertThat(records(7))
                .extracting(record -> record.path("outcome").asText() + " "
                        + record.path("reason").asText())
                .containsExactly(
                        "refused face-differs",
                        "refused face-session",
                        "refused registry-does-not-know",
                        "refused registry-does-not-know",
                        "refused face-session",
                        "refused face-session",
                        "refused face-session");
    }

    @Test
    void withoutTheFieldNothingIsDifferentForACheckpoint() {
        var body = new HashMap<>(body(faces.shown("enrolment", null, PERSON)));
        body.remove("presence");
        enrol(gate, body).then().statusCode(201).body("size()", equalTo(1)).body("maskedName", equalTo("欧**"));
    }

    @Test
    void onlyACheckpointThatIsNotSuspendedMayAskForIt() {
        var body = body(faces.shown("presence", gate, PERSON));
        enrol(null, body).then().statusCode(401).body("type", equalTo("urn:vouch:problem:unauthorized"));
        enrol("no token", body).then().statusCode(401);
        for (var role : List.of("collector", "lab", "officer", "auditor", "admin", "service")) {
            enrol(TestTokens.client(role, role + "-e"), body)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:vouch:problem:forbidden"));
        }
        enrol(TestTokens.resident(UUID.randomUUID()), body)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:forbidden"));
        Enforcements.suspend(gateId);
        await().atMost(Patience.LONG).untilAsserted(() -> Api.as(gate)
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", "presence"))
                .post("/v1/face-sessions")
                .then()
                .statusCode(403));
        enrol(gate, body).then().statusCode(403).body("type", equalTo("urn:vouch:problem:requester-suspended"));
        assertThat(pool.query("select 1 from person")
                        .execute()
                        .await()
                        .atMost(Patience.LONG)
                        .size())
                .isZero();
    }

    @Test
    void nobodyKeepsAPersonFromEnrollingAtACheckpoint() {
        enrol(gate, body(faces.shown("presence", gate, STRANGER))).then().statusCode(403);
        sql("update face_attempt set failures = 50");
        Api.enrol(faces.shown("enrolment", null, PERSON), PERSON.number(), PERSON.fullName())
                .then()
                .statusCode(403);
        enrol(gate, body(faces.shown("presence", gate, STRANGER))).then().statusCode(403);
        enrol(gate, body(faces.shown("presence", gate, PERSON))).then().statusCode(201);
        assertThat(pool.query("select 1 from face_attempt where failures = 50")
                        .execute()
                        .await()
                        .atMost(Patience.LONG)
                        .size())
                .isOne();
    }

    @Test
    void theFirstAnswerComesAgainToTheSameKey() {
        var body = body(faces.shown("presence", gate, PERSON));
        var key = UUID.randomUUID().toString();
        var first = enrol(gate, body, key);
        first.then().statusCode(201);
        assertThat(enrol(gate, body, key).asString()).isEqualTo(first.asString());
    }

    @Test
    void refusesMalformedInput() {
        malformed("presence", Map.of());
        malformed("presence", Map.of("purpose", "curiosity"));
        malformed("presence", Map.of("purpose", "help", "venue", ""));
        malformed("presence", Map.of("purpose", "help", "venue", "a\u0007b"));
        malformed("presence", Map.of("purpose", "help", "venue", "x".repeat(129)));
        malformed("presence", Map.of("purpose", "help", "until", "x"));
        malformed("consent", Map.of("textVersion", "2026-11"));
        malformed("consent", null);
    }

    private void malformed(String field, @Nullable Object value) {
        var body = new HashMap<String, @Nullable Object>(body("A".repeat(22)));
        body.put(field, value);
        enrol(gate, body).then().statusCode(400).body("type", equalTo("urn:vouch:problem:malformed-request"));
    }

    private String login() {
        return Api.login(faces.shown("login", null, PERSON), PERSON.number(), PERSON.fullName())
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static Map<String, Object> body(String session) {
        return Map.of(
                "faceSession",
                session,
                "document",
                document(PERSON.number()),
                "name",
                PERSON.fullName(),
                "consent",
                Map.of("textVersion", "2026-11", "givenAt", Instant.now().toString()),
                "presence",
                Map.of("purpose", "medical", "venue", "North Gate"));
    }

    private static Map<String, String> document(String number) {
        return Map.of("type", "resident-id", "number", number);
    }

    private static Response enrol(@Nullable String token, Map<String, ? extends @Nullable Object> body) {
        return Api.as(token).contentType(ContentType.JSON).body(body).post("/v1/enrolments");
    }

    private static Response enrol(String token, Map<String, Object> body, String key) {
        return Api.as(token)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/enrolments");
    }

    private List<JsonNode> records(int count) {
        return Events.of(RECORDS, gateId, count).stream()
                .map(record -> tree(record.value()))
                .toList();
    }

    private static JsonNode tree(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sql(String statement) {
        pool.query(statement).execute().await().atMost(Patience.LONG);
    }
}
