package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.document.Document;
import org.vouch.identity.facesession.ShownFaces;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.Counter;
import org.vouch.identity.testing.Enforcements;
import org.vouch.identity.testing.Events;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;
import org.vouch.identity.testing.TestRegistry;
import org.vouch.identity.vault.Vault;

/** Everything that a face opens, for a person who does not use theirs: two officers, each in a call of their own. */
@ServiceTest
class CounterTest {
    private static final Somebody PERSON = Somebody.OYANG;
    private static final String NUMBER = PERSON.number();
    private static final String NAME = PERSON.fullName();
    private static final String RECORDS = "access.records";

    private final Counter counter = new Counter();
    private final String gateId = "gate-" + UUID.randomUUID();
    private final String gate = TestTokens.client("checkpoint", gateId);

    @Inject
    ShownFaces faces;

    @Inject
    Pool pool;

    @Inject
    Sweeps sweeps;

    @Inject
    Vault vault;

    @BeforeEach
    void nobodyHasTried() {
        sql("delete from face_attempt");
        sql("delete from attempt_pace");
    }

    /** PERSON alone, without a face. */
    private UUID enrolled() {
        var known = sql("select person from person where template is null");
        if (known.size() != 1 || people() != 1) {
            sql("delete from person");
            counter.enrolled(PERSON);
            known = sql("select person from person");
        }
        return known.iterator().next().getUUID("person");
    }

    @Test
    void twoOfficersEnrolAPersonWithoutAFace() {
        sql("delete from person");
        var opened = counter.opened(Counter.enrolment(NUMBER, NAME));
        opened.then().header("Cache-Control", "no-store").body("size()", equalTo(2));
        assertThat(people()).isZero();
        var approved = Counter.approve(counter.second, opened.path("id"), Counter.enrolment(NUMBER, NAME));
        approved.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("size()", equalTo(1))
                .body("maskedName", equalTo("欧**"));
        var person = enrolled().toString();

        assertThat(records(counter.firstId, 1)).first().satisfies(record -> {
            assertThat(record.path("action").asText()).isEqualTo("counter-first-of-two-officers");
            assertThat(record.path("purpose").asText()).isEqualTo("enrolment");
            // Nobody was enrolled yet.
            assertThat(record.path("outcome").asText()).isEqualTo("refused");
            assertThat(record.path("reason").asText()).isEqualTo("not-enrolled");
        });
        assertThat(records(counter.secondId, 1)).first().satisfies(record -> {
            assertThat(record.path("action").asText()).isEqualTo("counter-second-of-two-officers");
            assertThat(record.path("purpose").asText()).isEqualTo("enrolment");
            assertThat(record.path("outcome").asText()).isEqualTo("granted");
            assertThat(record.path("subject").asText()).isEqualTo(person);
            assertThat(record.path("requester").path("label").asText()).isEqualTo("Label of " + counter.secondId);
        });
        assertThat(Events.header(Events.of("identity.persons", person, 1).get(0), "ce_type"))
                .isEqualTo("org.vouch.identity.PersonEnrolled.v1");
    }

    @Test
    void everyFaceRouteAnswersForThemAsForNobody() {
        enrolled();
        invalid(Api.login(faces.shown("login", null, PERSON), NUMBER, NAME));
        assertThat(told(Api.check(gate, faces.shown("presence", gate, PERSON), NUMBER, NAME)))
                .isEqualTo(
                        told(Api.check(gate, faces.shown("presence", gate, PERSON), Somebody.unknownNumber(61), NAME)))
                .containsEntry("status", "403");
    }

    @Test
    void theSlipOfPaperSignsAPersonInOnce() {
        // Somebody who has never signed in.
        sql("delete from person");
        var person = enrolled().toString();
        var code = counter.code(Counter.login(NUMBER, NAME))
                .toLowerCase(Locale.ROOT)
                .replace("-", " ");
        var grants = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> Counter.signIn(code, NUMBER, NAME)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted(Comparator.comparing(Response::statusCode))
                .toList();
        invalid(grants.get(1));
        grants.get(0)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("refresh_token", notNullValue());
        String token = grants.get(0).path("access_token");
        assertThat(subject(token)).isEqualTo(person);
        Api.refresh(grants.get(0).path("refresh_token")).then().statusCode(200);
        Api.as(token)
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("maskedName", equalTo("欧**"))
                .body("documentType", equalTo("resident-id"));

        for (var officer : List.of(counter.firstId, counter.secondId)) {
            var record = ofPurpose(officer, "login");
            assertThat(record.path("subject").asText()).isEqualTo(person);
            assertThat(record.path("outcome").asText()).isEqualTo("granted");
        }
        // Whoever used the code is on record too, and whoever tried: no face was shown.
        var tried =
                Events.by(RECORDS, value -> value.contains("login-at-officers-counter") && value.contains(person), 2);
        assertThat(tried.stream().map(record -> tree(record.value())))
                .allSatisfy(record -> {
                    assertThat(record.path("requester").path("kind").asText()).isEqualTo("anonymous");
                    assertThat(record.path("subject").asText()).isEqualTo(person);
                })
                .extracting(record -> record.path("reason").asText())
                .containsExactlyInAnyOrder("null", "counter-code");
    }

    @Test
    void theSlipOfPaperProvesAPresenceOnce() throws Exception {
        enrolled();
        var code = counter.code(Counter.presence(NUMBER, NAME));
        var proven = Counter.prove(gate, code, NUMBER, NAME);
        proven.then().statusCode(200).header("Cache-Control", "no-store").body("size()", equalTo(2));
        var proof = TokensTest.verified(proven.path("presenceProof"), "presence+jwt");
        assertThat(proof.getAudience()).containsExactly("healthcode-service");
        assertThat(proof.getStringClaimValue("req")).isEqualTo(gateId);
        assertThat(proof.getStringClaimValue("purpose")).isEqualTo("medical");
        assertThat(proof.getStringClaimValue("venue")).isEqualTo("North Gate");
        assertThat(Instant.parse(proven.path("expiresAt")))
                .isEqualTo(Instant.ofEpochSecond(proof.getExpirationTime().getValue()));
        var spent = Counter.prove(gate, code, NUMBER, NAME);
        spent.then().statusCode(403).body("type", equalTo("urn:vouch:problem:presence-not-proven"));

        assertThat(records(gateId, 2))
                .satisfiesExactly(
                        granted -> {
                            assertThat(granted.path("action").asText()).isEqualTo("presence-check-at-officers-counter");
                            assertThat(granted.path("purpose").asText()).isEqualTo("medical");
                            assertThat(granted.path("venue").asText()).isEqualTo("North Gate");
                            assertThat(granted.path("proof").asText()).isEqualTo(proof.getJwtId());
                        },
                        refused -> assertThat(refused.path("reason").asText()).isEqualTo("counter-code"));
        assertThat(ofPurpose(counter.secondId, "medical").path("venue").asText())
                .isEqualTo("North Gate");
    }

    /** A code is good for what the officers wrote down and nothing else, whole, in its order, for this person. */
    @Test
    void nothingButTheWholeCodeForItsPurposeAndPersonIsGood() {
        enrolled();
        var halves = counter.code(Counter.login(NUMBER, NAME)).split(" ");
        invalid(Counter.signIn(halves[1] + halves[0], NUMBER, NAME));
        notProven(Counter.prove(gate, halves[0] + halves[1], NUMBER, NAME));
        // None of it has spent the code; the next one does.
        assertThat(sql("select 1 from counter_confirmation where first_officer = '" + counter.firstId + "'")
                        .size())
                .isOne();
        invalid(Counter.signIn(halves[0] + halves[1], Somebody.LI.number(), Somebody.LI.fullName()));
        invalid(Counter.signIn(halves[0] + halves[1], NUMBER, NAME));
    }

    /** Whether somebody is known is told to neither officer: only a code tells it, to who uses it for somebody. */
    @Test
    void nobodyLearnsOfAnybody() {
        enrolled();
        var unknown = Somebody.unknownNumber(62);
        var known = answers(Counter.login(NUMBER, NAME), NUMBER, NAME);
        var misnamed = answers(Counter.login(NUMBER, "欧阳克"), NUMBER, "欧阳克");
        var nobody = answers(Counter.login(unknown, NAME), unknown, NAME);
        assertThat(known.get(2)).containsEntry("status", "200");
        assertThat(misnamed).isEqualTo(nobody);
        assertThat(nobody.subList(0, 2)).isEqualTo(known.subList(0, 2));
        assertThat(nobody.get(2)).containsEntry("body", "{\"error\":\"invalid_grant\"}");

        var absent = answers(Counter.presence(NUMBER, "欧阳克"), NUMBER, "欧阳克");
        assertThat(absent).isEqualTo(answers(Counter.presence(unknown, NAME), unknown, NAME));
        assertThat(absent).extracting(answer -> answer.get("status")).containsExactly("201", "200", "403");

        // The records know.
        assertThat(records(counter.secondId, 5).stream()
                        .filter(record -> !record.path("purpose").asText().equals("enrolment"))
                        .map(record -> record.path("reason").asText())
                        .toList())
                .containsExactly("null", "name-differs", "not-enrolled", "name-differs", "not-enrolled");
    }

    /** Of the first officer, of the second, and of what the code is for. */
    private List<Map<String, String>> answers(Map<String, Object> body, String number, String name) {
        var opened = counter.opened(body);
        var approved = Counter.approve(counter.second, opened.path("id"), body);
        var code = opened.<String>path("codeHalf") + approved.<String>path("codeHalf");
        return List.of(
                told(opened),
                told(approved),
                told(
                        "login".equals(body.get("purpose"))
                                ? Counter.signIn(code, number, name)
                                : Counter.prove(gate, code, number, name)));
    }

    @Test
    void enrolmentsAreRefusedInOneWayAndLeaveNothing() {
        enrolled();
        var bodies = new ArrayList<Map<String, String>>();
        for (var claim :
                List.of(Counter.enrolment(NUMBER, "欧阳克"), Counter.enrolment(Somebody.unknownNumber(63), NAME))) {
            var refused = counter.approved(claim);
            refused.then().statusCode(403).body("type", equalTo("urn:vouch:problem:enrolment-refused"));
            bodies.add(told(refused));
        }
        bodies.add(told(Api.enrol("no session", Somebody.unknownNumber(63), NAME)));
        assertThat(bodies).containsOnly(bodies.get(0));
        assertThat(people()).isOne();
    }

    @Test
    void nobodyApprovesTheirOwnCase() {
        String id = counter.opened(Counter.login(NUMBER, NAME)).path("id");
        Counter.approve(counter.first, id, Counter.login(NUMBER, NAME))
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:self-approval"));
        // It still waits for another.
        Counter.approve(counter.second, id, Counter.login(NUMBER, NAME)).then().statusCode(200);
    }

    @Test
    void theSecondOfficerHasTheSameDocumentOrThereIsNoCase() {
        sql("delete from person");
        for (var another : List.of(
                Counter.enrolment(Somebody.LI.number(), NAME),
                Counter.enrolment(NUMBER, "欧阳克"),
                Counter.login(NUMBER, NAME))) {
            endedBy(another, Counter.enrolment(NUMBER, NAME));
        }
        var elsewhere = new HashMap<>(Counter.presence(NUMBER, NAME));
        elsewhere.put("presence", Map.of("purpose", "medical", "venue", "South Gate"));
        endedBy(elsewhere, Counter.presence(NUMBER, NAME));
        assertThat(people()).isZero();
        // As failures of a face would: three on this document.
        assertThat(sql("select 1 from face_attempt").size()).isEqualTo(2);
        assertThat(sql("select 1 from face_attempt where failures = 3").size()).isOne();
    }

    private void endedBy(Map<String, Object> said, Map<String, Object> opened) {
        String id = counter.opened(opened).path("id");
        Counter.approve(counter.second, id, said)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:counter-case-refused"));
        assertThat(sql("select 1 from counter_case where id = '" + id + "'").size())
                .isZero();
    }

    @Test
    void aCaseIsApprovedOnceAndInTime() {
        unknown(Counter.approve(counter.second, UUID.randomUUID().toString(), Counter.login(NUMBER, NAME)));
        String id = counter.opened(Counter.login(NUMBER, NAME)).path("id");
        var answers = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> Counter.approve(counter.second, id, Counter.login(NUMBER, NAME))
                                .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertThat(answers).containsExactly(200, 404);

        String late = counter.opened(Counter.login(NUMBER, NAME)).path("id");
        sql("update counter_case set expires_at = now()");
        unknown(Counter.approve(counter.second, late, Counter.login(NUMBER, NAME)));
        sweeps.now().await().atMost(Patience.LONG);
        assertThat(sql("select 1 from counter_case").size()).isZero();
    }

    @Test
    void aCodeEndsInTime() {
        enrolled();
        var login = counter.code(Counter.login(NUMBER, NAME));
        counter.code(Counter.presence(NUMBER, NAME));
        assertThat(lifeOf("login")).isBetween(550L, 600L);
        assertThat(lifeOf("presence")).isBetween(70L, 120L);
        sql("update counter_confirmation set expires_at = now()");
        invalid(Counter.signIn(login, NUMBER, NAME));
        sweeps.now().await().atMost(Patience.LONG);
        assertThat(sql("select 1 from counter_confirmation").size()).isZero();
    }

    @Test
    void whatAnOfficerDidBeforeTheirSuspensionIsGoodForNothing() {
        String open = counter.opened(Counter.login(NUMBER, NAME)).path("id");
        var code = counter.code(Counter.login(NUMBER, NAME));
        Enforcements.suspend(counter.firstId);
        await().atMost(Patience.LONG).untilAsserted(() -> Counter.open(counter.first, Counter.login(NUMBER, NAME))
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:requester-suspended")));
        unknown(Counter.approve(counter.second, open, Counter.login(NUMBER, NAME)));
        invalid(Counter.signIn(code, NUMBER, NAME));
    }

    @Test
    void aFaceMayComeLaterAndStays() {
        var person = enrolled();
        assertThat(consent()).isEqualTo("2026-11-counter");
        faces.enrolled(PERSON);
        counter.enrolled(PERSON);
        // What was agreed about the face stays with it.
        assertThat(consent()).isEqualTo("2026-11");
        assertThat(sql("select person from person where template is not null")
                        .iterator()
                        .next()
                        .getUUID(0))
                .isEqualTo(person);
        Api.login(faces.shown("login", null, PERSON), NUMBER, NAME).then().statusCode(200);
    }

    @Test
    void withoutTheRegistryNothingIsSpent() {
        String id = counter.opened(Counter.enrolment(NUMBER, NAME)).path("id");
        TestRegistry.away(true);
        try {
            Counter.approve(counter.second, id, Counter.enrolment(NUMBER, NAME))
                    .then()
                    .statusCode(503);
        } finally {
            TestRegistry.away(false);
        }
        Counter.approve(counter.second, id, Counter.enrolment(NUMBER, NAME))
                .then()
                .statusCode(200);
    }

    @Test
    void whatComesToNothingCountsForBothOfficersAndTheDocument() {
        enrolled();
        sql("delete from attempt_pace");
        Counter.signIn(counter.code(Counter.login(NUMBER, NAME)), NUMBER, NAME)
                .then()
                .statusCode(200);
        assertThat(notMadeUpFor()).isZero();
        assertThat(sql("select 1 from face_attempt").size()).isZero();

        var code = counter.code(Counter.login(NUMBER, "欧阳克"));
        assertThat(notMadeUpFor()).isEqualTo(2);
        invalid(Counter.signIn(code, NUMBER, "欧阳克"));
        // Both officers, and the address that used the code.
        assertThat(notMadeUpFor()).isEqualTo(3);
        assertThat(sql("select 1 from face_attempt where failures = 1").size()).isOne();

        var waiting = counter.opened(Counter.login(NUMBER, NAME)).<String>path("id");
        var unused = counter.code(Counter.login(NUMBER, NAME));
        sql("update attempt_pace set full_at = now() + interval '30 days'");
        for (var slow : List.of(
                Counter.open(counter.first, Counter.login(NUMBER, NAME)),
                Counter.approve(counter.second, waiting, Counter.login(NUMBER, NAME)),
                Counter.signIn(unused, NUMBER, NAME))) {
            slow.then().statusCode(429).body("type", equalTo("urn:vouch:problem:too-many-requests"));
            assertThat(Integer.parseInt(slow.header("Retry-After"))).isGreaterThan(86_400);
        }
        sql("update attempt_pace set full_at = now()");
        Counter.approve(counter.second, waiting, Counter.login(NUMBER, NAME))
                .then()
                .statusCode(200);
        Counter.signIn(unused, NUMBER, NAME).then().statusCode(200);
    }

    @Test
    void nobodyKeepsAPersonFromTheCounter() {
        enrolled();
        sql("insert into face_attempt select document_index, 50, now() from person");
        Counter.signIn(counter.code(Counter.login(NUMBER, NAME)), NUMBER, NAME)
                .then()
                .statusCode(200);
        counter.enrolled(PERSON);
        // Help was given; the face is as closed as it was.
        assertThat(sql("select 1 from face_attempt where failures = 50").size()).isOne();
    }

    @Test
    void onlyOfficersKeepACounter() {
        var enrolment = Counter.enrolment(NUMBER, NAME);
        var id = UUID.randomUUID().toString();
        Counter.open(null, enrolment).then().statusCode(401);
        Counter.approve(null, id, Counter.login(NUMBER, NAME)).then().statusCode(401);
        Counter.prove(null, "x", NUMBER, NAME).then().statusCode(401);
        for (var role : List.of("resident", "checkpoint", "collector", "lab", "auditor", "admin", "service")) {
            var token = role.equals("resident")
                    ? TestTokens.resident(UUID.randomUUID())
                    : TestTokens.client(role, role + "-c");
            forbidden(Counter.open(token, enrolment));
            forbidden(Counter.approve(token, id, Counter.login(NUMBER, NAME)));
            if (!role.equals("resident") && !role.equals("checkpoint")) {
                forbidden(Counter.prove(token, "x", NUMBER, NAME));
            }
        }
        forbidden(Counter.prove(counter.first, "x", NUMBER, NAME));
        Enforcements.suspend(gateId);
        await().atMost(Patience.LONG).untilAsserted(() -> Counter.prove(gate, "x", NUMBER, NAME)
                .then()
                .body("type", equalTo("urn:vouch:problem:requester-suspended")));
    }

    @Test
    void aCaseIsOpenedOnceForAKeyWhoeverItIsAbout() {
        enrolled();
        for (var body : List.of(Counter.login(NUMBER, NAME), Counter.login(Somebody.unknownNumber(65), NAME))) {
            var key = UUID.randomUUID().toString();
            var first = openedWith(key, body);
            assertThat(openedWith(key, body).asString()).isEqualTo(first.asString());
        }
    }

    @Test
    void refusesMalformedInput() {
        var login = Counter.login(NUMBER, NAME);
        malformed(login, "purpose", null);
        malformed(login, "purpose", "look");
        malformed(login, "name", "");
        malformed(login, "document", null);
        malformed(login, "consent", Counter.enrolment(NUMBER, NAME).get("consent"));
        malformed(login, "presence", Map.of("purpose", "help"));
        malformed(login, "until", "x");
        var enrolment = Counter.enrolment(NUMBER, NAME);
        malformed(enrolment, "consent", null);
        malformed(enrolment, "consent", Map.of("textVersion", "a b", "givenAt", "2026-11-22T10:00:00Z"));
        malformed(enrolment, "consent", Map.of("textVersion", "a", "givenAt", "2126-11-22T10:00:00Z"));
        malformed(enrolment, "presence", Map.of("purpose", "help"));
        var presence = Counter.presence(NUMBER, NAME);
        malformed(presence, "presence", null);
        malformed(presence, "presence", Map.of("purpose", "curiosity"));
        malformed(presence, "presence", Map.of("purpose", "help", "venue", "a\u0007b"));
        Counter.open(counter.first, Counter.login("990101", NAME))
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:vouch:problem:invalid-document"));
        var id = UUID.randomUUID().toString();
        Counter.approve(counter.second, id, Counter.login("990101", NAME))
                .then()
                .statusCode(400);
        Counter.approve(counter.second, id, Map.of("name", NAME)).then().statusCode(400);
        Counter.approve(counter.second, "not-an-id", Counter.login(NUMBER, NAME))
                .then()
                .statusCode(404);
        Counter.prove(gate, "x", "990101", NAME).then().statusCode(400);
        Counter.signIn("", NUMBER, NAME).then().statusCode(400).body("error", equalTo("invalid_request"));
        Counter.signIn("x", "990101", NAME).then().statusCode(400).body("error", equalTo("invalid_request"));
        invalid(Counter.signIn("x", NUMBER, NAME));
        notProven(Counter.prove(gate, "x", NUMBER, NAME));
        assertThat(sql("select 1 from counter_case where first_officer = '" + counter.firstId + "'")
                        .size())
                .isZero();
    }

    private void malformed(Map<String, Object> sound, String field, @Nullable Object value) {
        var body = new HashMap<String, @Nullable Object>(sound);
        body.put(field, value);
        Counter.open(counter.first, body)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:vouch:problem:malformed-request"));
    }

    private static void invalid(Response answer) {
        answer.then().statusCode(400).body("size()", equalTo(1)).body("error", equalTo("invalid_grant"));
    }

    private static void notProven(Response answer) {
        answer.then().statusCode(403).body("type", equalTo("urn:vouch:problem:presence-not-proven"));
    }

    private static void unknown(Response answer) {
        answer.then().statusCode(404).body("type", equalTo("urn:vouch:problem:counter-case-unknown"));
    }

    private static void forbidden(Response answer) {
        answer.then().statusCode(403).body("type", equalTo("urn:vouch:problem:forbidden"));
    }

    private Response openedWith(String key, Map<String, Object> body) {
        return Api.as(counter.first)
                .header("Idempotency-Key", key)
                .contentType(io.restassured.http.ContentType.JSON)
                .body(body)
                .post("/v1/counter-cases");
    }

    private static String subject(String token) {
        try {
            return TokensTest.verified(token, "at+jwt").getSubject();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** All but what is random in every answer. */
    private static Map<String, String> told(Response answer) {
        var told = new TreeMap<String, String>();
        answer.getHeaders().forEach(header -> told.put(header.getName(), header.getValue()));
        told.put("status", Integer.toString(answer.statusCode()));
        told.put(
                "body",
                answer.asString()
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                        .replaceAll("[0-9A-Z]{5}-[0-9A-Z]{5}\"", "<half>\"")
                        .replaceAll("20[0-9]{2}-[0-9-]+T[0-9:.]+Z", "<time>"));
        return told;
    }

    private List<JsonNode> records(String requester, int count) {
        return Events.of(RECORDS, requester, count).stream()
                .map(record -> tree(record.value()))
                .toList();
    }

    /** The first record of this officer with this purpose. */
    private static JsonNode ofPurpose(String officer, String purpose) {
        return tree(Events.by(
                        RECORDS, value -> value.contains(officer) && value.contains("\"purpose\":\"" + purpose + "\""))
                .value());
    }

    private static JsonNode tree(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Which text PERSON agreed to. */
    private String consent() {
        var document = ((Document.Reading.WellFormed) Document.read("resident-id", NUMBER, LocalDate.of(2026, 11, 22)))
                .document();
        try (var entry = vault.open(document).await().atMost(Patience.LONG)) {
            return entry.identity().consent().textVersion();
        }
    }

    private int people() {
        return sql("select 1 from person").size();
    }

    private int notMadeUpFor() {
        return sql("select 1 from attempt_pace where full_at > now()").size();
    }

    /** In seconds, of the only code for this. */
    private long lifeOf(String purpose) {
        return sql("select extract(epoch from expires_at - now())::bigint as life from counter_confirmation"
                        + " where purpose = '" + purpose + "' and expires_at > now() and first_officer = '"
                        + counter.firstId + "'")
                .iterator()
                .next()
                .getLong("life");
    }

    private RowSet<Row> sql(String statement) {
        return pool.query(statement).execute().await().atMost(Patience.LONG);
    }
}
