package org.vouch.healthcode.lookup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.access.RecordHash;
import org.vouch.audit.client.access.ReportingActs;
import org.vouch.audit.client.access.UnsentRecords;
import org.vouch.audit.client.testing.Enforced;
import org.vouch.audit.client.testing.ForgedJws;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.healthcode.testing.Events;
import org.vouch.healthcode.testing.HealthcodeTest;
import org.vouch.healthcode.testing.Proofs;
import org.vouch.healthcode.testing.Records;

@HealthcodeTest
class ProxyLookupResourceTest {
    @Inject
    ReportingActs reporting;

    @Inject
    UnsentRecords unsent;

    @Inject
    Pool pool;

    private final UUID person = UUID.randomUUID();
    private final String helper = UUID.randomUUID().toString();

    @BeforeEach
    void looksArePossible() {
        Records.looksBecomePossible();
    }

    @Test
    void givesTheMinimumAndNothingElse() {
        var sampledAt = Instant.now().minus(30, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
        Events.result(person, "negative", sampledAt);
        await().atMost(Patience.LONG)
                .untilAsserted(() -> lookUp(Proofs.of(person, helper)).body("colour", equalTo("green")));
        lookUp(Proofs.of(person, helper))
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("size()", equalTo(5))
                .body("maskedName", equalTo("张*"))
                .body("colour", equalTo("green"))
                .body("latestTest.size()", equalTo(2))
                .body("latestTest.outcome", equalTo("negative"))
                .body("latestTest.window", equalTo("PT48H"))
                .body("validUntil", equalTo(sampledAt.plus(72, ChronoUnit.HOURS).toString()))
                .body("purpose", equalTo("entry"));
    }

    @Test
    void aCheckpointMayLookUpToo() {
        var gate = "gate-" + UUID.randomUUID();
        lookUp(TestTokens.client("checkpoint", gate), Proofs.of(person, gate))
                .statusCode(200)
                .body("colour", equalTo("unknown"))
                .body("latestTest", nullValue())
                .body("validUntil", nullValue());
    }

    @Test
    void whoIsShieldedIsSeenByCheckpointsAloneAndTheRefusalIsAnyOther() {
        var refused = lookUp("no proof").statusCode(403).extract().asString();
        var gate = "gate-" + UUID.randomUUID();
        Enforced.shield(person, Instant.now().plus(1, ChronoUnit.HOURS));
        var looks = new AtomicInteger(1);
        await().atMost(Patience.LONG).untilAsserted(() -> {
            looks.incrementAndGet();
            lookUp(Proofs.of(person, helper)).statusCode(403);
        });
        looks.incrementAndGet();
        assertThat(lookUp(Proofs.of(person, helper)).extract().asString()).isEqualTo(refused);
        lookUp(TestTokens.client("checkpoint", gate), Proofs.of(person, gate)).statusCode(200);
        assertThat(Records.of(helper, looks.get())).last().satisfies(record -> {
            assertThat(record.path("outcome").asText()).isEqualTo("refused");
            assertThat(record.path("reason").asText()).isEqualTo("subject-shielded");
            assertThat(record.path("subject").asText()).isEqualTo(person.toString());
        });
        Enforced.unshield(person);
        await().atMost(Patience.LONG)
                .untilAsserted(() -> lookUp(Proofs.of(person, helper)).statusCode(200));
    }

    @Test
    void everyLookIsRecordedWithItsCircumstances() {
        lookUp(Proofs.of(person, helper, claims -> claims.setJwtId(sealedAgain(claims, "proof-" + person))))
                .statusCode(200);
        assertThat(Records.of(helper, 1)).singleElement().satisfies(record -> {
            assertThat(record.path("action").asText()).isEqualTo("proxy-lookup");
            assertThat(record.path("outcome").asText()).isEqualTo("granted");
            assertThat(record.path("subject").asText()).isEqualTo(person.toString());
            assertThat(record.path("purpose").asText()).isEqualTo("entry");
            assertThat(record.path("venue").asText()).isEqualTo("North Gate");
            assertThat(record.path("proof").asText()).isEqualTo("proof-" + person);
            assertThat(record.toString()).doesNotContain("张");
        });
    }

    /** Nobody would see it, no rule would judge it, and no suspension might come. */
    @Test
    void whileRecordsHaveNotLeftForFiveMinutesNobodyLooksAtAnybody() {
        // At the first of the two the relay fails, and the second has waited behind it.
        var insert = "insert into outbox (id, topic, key, type, payload, occurred_at) values (gen_random_uuid(), ";
        run(insert
                + "'no topic', 'stuck', 'none', '{}', now()), (gen_random_uuid(), 'access.records', 'stuck', 'none', '{}',"
                + " now() - interval '301 seconds')");
        try {
            unsent.look().await().atMost(Patience.LONG);
            lookUp(Proofs.of(person, helper)).statusCode(503).header("Retry-After", notNullValue());
            given().auth()
                    .oauth2(TestTokens.resident(person))
                    .get("/v1/code")
                    .then()
                    .statusCode(200);
        } finally {
            run("delete from outbox where key = 'stuck'");
            unsent.look().await().atMost(Patience.LONG);
        }
        lookUp(Proofs.of(person, helper)).statusCode(200);
    }

    private void run(String sql) {
        var unused = pool.query(sql).execute().await().atMost(Patience.LONG);
    }

    /** By the table of spent proofs, not by the records. */
    @Test
    void everyProofThatWasSpentIsToldOfItsHourOnce() {
        var proof = "told-" + person;
        lookUp(Proofs.of(person, helper, claims -> claims.setJwtId(sealedAgain(claims, proof))))
                .statusCode(200);
        var hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        // The look may have been on the other side of it.
        for (var one : List.of(hour.minus(1, ChronoUnit.HOURS), hour)) {
            reporting.report(one).await().atMost(Patience.LONG);
            reporting.report(one).await().atMost(Patience.LONG);
        }
        await().atMost(Patience.LONG).untilAsserted(() -> assertThat(Events.all("access.records"))
                .filteredOn(event -> Events.header(event, "ce_type").equals(ReportingActs.EVENT_TYPE))
                .filteredOn(event -> event.value().contains('"' + RecordHash.ofProof(proof) + '"'))
                .hasSize(1)
                .allMatch(event -> event.key().equals("healthcode-service")));
    }

    @Test
    void aProofOpensOnceAndItsReplayNamesItsSubjectInTheRecord() {
        var proof = Proofs.of(person, helper);
        lookUp(proof).statusCode(200);
        lookUp(proof).statusCode(403);
        assertThat(Records.of(helper, 2)).last().satisfies(record -> {
            assertThat(record.path("outcome").asText()).isEqualTo("refused");
            assertThat(record.path("reason").asText()).isEqualTo("replayed");
            assertThat(record.path("subject").asText()).isEqualTo(person.toString());
        });
    }

    @Test
    void ofManyAtOnceExactlyOneWins() throws Exception {
        var proof = Proofs.of(person, helper);
        var token = TestTokens.resident(UUID.fromString(helper));
        var threads = Executors.newFixedThreadPool(8);
        try {
            var calls = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 16; i++) {
                calls.add(() -> lookUp(token, proof).extract().statusCode());
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(calls)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 403).hasSize(15);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aStolenProofDoesNotOpenAndIsNotSpent() {
        var thief = UUID.randomUUID();
        var proof = Proofs.of(person, helper);
        lookUp(TestTokens.resident(thief), proof).statusCode(403);
        assertThat(Records.of(thief.toString(), 1)).singleElement().satisfies(record -> {
            assertThat(record.path("reason").asText()).isEqualTo("other-requester");
            assertThat(record.path("subject").asText()).isEqualTo(person.toString());
        });
        lookUp(proof).statusCode(200);
    }

    static Stream<Arguments> defects() {
        var now = Instant.now().getEpochSecond();
        return Stream.of(
                signed("issuer", true, claims -> claims.setIssuer("http://elsewhere")),
                signed("audience", true, claims -> claims.setAudience("audit-service")),
                signed("expired", true, claims -> life(claims, now - 61, now - 1)),
                signed("expired", true, claims -> life(claims, now - 60, now)),
                signed("not-yet-issued", true, claims -> life(claims, now + 30, now + 90)),
                signed("not-yet-issued", true, claims -> claims.setNotBefore(NumericDate.fromSeconds(now + 30))),
                signed("lives-too-long", true, claims -> life(claims, now, now + 61)),
                signed("sealed-for-another", false, claims -> claims.setJwtId("another")),
                signed("sealed-for-another", false, claims -> claims.setStringClaim("sealed", "AAAA")),
                signed("sealed-for-another", false, claims -> claims.setStringClaim("sealed", "not base64!")),
                signed("malformed", false, claims -> claims.unsetClaim("sealed")),
                signed("malformed", false, claims -> claims.unsetClaim("req")),
                signed("malformed", false, claims -> claims.unsetClaim("jti")),
                signed("malformed", false, claims -> claims.unsetClaim("exp")),
                signed("malformed", false, claims -> claims.unsetClaim("iat")),
                signed("malformed", false, claims -> claims.setClaim("iat", Long.MIN_VALUE)),
                signed("malformed", false, claims -> claims.setClaim("nbf", "soon")),
                signed("malformed", false, claims -> claims.setClaim("purpose", 5)),
                signed("malformed", false, claims -> claims.setStringClaim("purpose", "curiosity")),
                signed("malformed", false, claims -> claims.setJwtId("j".repeat(201))));
    }

    private static Arguments signed(String reason, boolean subjectKnown, Consumer<JwtClaims> change) {
        return Arguments.of(reason, subjectKnown, change);
    }

    private static void life(JwtClaims claims, long from, long to) {
        claims.setIssuedAt(NumericDate.fromSeconds(from));
        claims.setExpirationTime(NumericDate.fromSeconds(to));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void everyDefectIsRefusedWithOneBodyAndTheRecordTellsTheCause(
            String reason, boolean subjectKnown, Consumer<JwtClaims> change) {
        refusedLikeAllOthers(Proofs.of(person, helper, change), reason, subjectKnown);
    }

    static Stream<Arguments> notProofs() {
        var claims = Proofs.claims(UUID.randomUUID(), "somebody", unchanged -> {});
        var sound = TestTokens.sign(claims, "presence+jwt", TestTokens.key());
        var parts = sound.split("\\.", -1);
        return Stream.of(
                Arguments.of("type", TestTokens.sign(claims, "at+jwt", TestTokens.key())),
                Arguments.of("unknown-key", TestTokens.sign(claims, "presence+jwt", TestTokens.freshKey())),
                Arguments.of("signature", parts[0] + "." + parts[1] + "." + signatureOf(otherClaims())),
                Arguments.of("signature", parts[0] + "." + parts[1] + "."),
                Arguments.of("unknown-key", "eyJhbGciOiJub25lIiwidHlwIjoicHJlc2VuY2Urand0In0." + parts[1] + "."),
                Arguments.of("type", "eyJ0eXAiOjF9.e30.AA"),
                Arguments.of("type", headed("{\"typ\":[\"presence+jwt\"],\"alg\":\"ES256\"}", parts)),
                Arguments.of("unknown-key", headed("{\"typ\":\"presence+jwt\",\"alg\":\"ES256\",\"kid\":5}", parts)),
                Arguments.of(
                        "malformed",
                        headed(
                                "{\"typ\":\"presence+jwt\",\"alg\":5,\"kid\":\""
                                        + TestTokens.key().getKeyId() + "\"}",
                                parts)),
                Arguments.of("malformed", ""),
                Arguments.of("malformed", "a.b"),
                Arguments.of("malformed", "a.b.c"),
                Arguments.of("malformed", "a.b.c.d.e"),
                Arguments.of("malformed", "..."),
                Arguments.of("too-long", "a".repeat(5_000)),
                Arguments.of("too-long", sound + "A".repeat(60_000)));
    }

    private static String headed(String header, String[] parts) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[1] + "." + parts[2];
    }

    private static String otherClaims() {
        return Proofs.of(UUID.randomUUID(), "another");
    }

    private static String signatureOf(String jws) {
        return jws.substring(jws.lastIndexOf('.') + 1);
    }

    @ParameterizedTest
    @MethodSource("notProofs")
    void whatIsNoProofIsRefusedWithTheSameBody(String reason, String proof) {
        refusedLikeAllOthers(proof, reason, false);
    }

    @Test
    void takesNoForgedProofAndSpendsNone() {
        var claims = Proofs.claims(person, helper, unchanged -> {});
        var all = new SoftAssertions();
        for (var forged : ForgedJws.of(claims, "presence+jwt", TestTokens.key(), URI.create("http://localhost:1/"))) {
            var answer = lookUp(forged.token()).extract();
            all.assertThat(answer.statusCode() + " " + answer.asString())
                    .as(forged.how())
                    .startsWith("403 ")
                    .contains("urn:vouch:problem:presence-not-proven");
        }
        all.assertAll();
        lookUp(TestTokens.sign(claims, "presence+jwt", TestTokens.key())).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "null",
                "\"x\"",
                "{\"presenceProof\":null}",
                "{\"presenceProof\":5}",
                "{\"presenceProof\":\"\\u0000\"}",
                "{\"presenceProof\":\"x\",\"document\":\"y\"}",
                "{\"presenceProof\":\"x\"}}"
            })
    void malformedInputIsRefusedAsSuch(String body) {
        given().auth()
                .oauth2(TestTokens.resident(UUID.fromString(helper)))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/proxy-lookups")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void aSuspendedRequesterMayNotLookAndTheProofStaysWhole() {
        var proof = Proofs.of(person, helper);
        Records.suspend(helper);
        await().atMost(Patience.LONG).untilAsserted(() -> lookUp("garbage")
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:requester-suspended")));
        lookUp(proof).statusCode(403).body("type", equalTo("urn:vouch:problem:requester-suspended"));
        await().atMost(Patience.LONG).untilAsserted(() -> assertThat(Events.about("access.records", person))
                .hasSize(1));
        given().auth()
                .oauth2(TestTokens.resident(UUID.fromString(helper)))
                .get("/v1/code")
                .then()
                .statusCode(200);
    }

    private void refusedLikeAllOthers(String proof, String reason, boolean subjectKnown) {
        var refused = lookUp(proof)
                .statusCode(403)
                .contentType("application/problem+json")
                .extract()
                .asByteArray();
        assertThat(refused)
                .isEqualTo(("{\"type\":\"urn:vouch:problem:presence-not-proven\",\"title\":"
                                + "\"It is not proven that this person is here\",\"status\":403,\"detail\":"
                                + "\"The person shows their face again. Why it is not proven is told to nobody.\"}")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(Records.of(helper, 1)).singleElement().satisfies(record -> {
            assertThat(record.path("outcome").asText()).isEqualTo("refused");
            assertThat(record.path("reason").asText()).isEqualTo(reason);
            assertThat(record.path("subject").asText()).isEqualTo(subjectKnown ? person.toString() : "null");
        });
    }

    /** A proof under an id of the test's own choice. */
    private String sealedAgain(JwtClaims claims, String id) {
        claims.setStringClaim("sealed", Proofs.sealed(person, id));
        return id;
    }

    private ValidatableResponse lookUp(String proof) {
        return lookUp(TestTokens.resident(UUID.fromString(helper)), proof);
    }

    private static ValidatableResponse lookUp(String token, String proof) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("presenceProof", proof))
                .post("/v1/proxy-lookups")
                .then();
    }

    @Test
    void aMaskedNameIsNotPrinted() {
        assertThat(new MaskedName("张*").toString()).doesNotContain("张");
    }
}
