package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.Enforcements;
import org.vouch.identity.testing.Events;
import org.vouch.identity.testing.IdentityPlatform;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;

@ServiceTest
class PresenceChecksTest {
    private static final Somebody LI = Somebody.LI;
    private static final String RECORDS = "access.records";

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theProofIsBoundToRequesterPurposeAndVenueAndTellsItsCarrierNothing() throws Exception {
        var person = TokensTest.verified(Api.loggedIn(LI).path("access_token"), "at+jwt")
                .getSubject();
        var gate = TestTokens.client("checkpoint", "gate-1");
        var answer = Api.check(gate, Api.shown("presence", gate, LI), LI.number(), LI.fullName());
        answer.then().statusCode(200);
        var claims = TokensTest.verified(answer.path("presenceProof"), "presence+jwt");
        assertThat(claims.getClaimsMap().keySet())
                .containsExactlyInAnyOrder("iss", "aud", "jti", "iat", "exp", "req", "purpose", "venue", "sealed");
        assertThat(claims.getIssuer()).isEqualTo(TestTokens.ISSUER);
        assertThat(claims.getAudience()).containsExactly("healthcode-service");
        assertThat(claims.getStringClaimValue("req")).isEqualTo("gate-1");
        assertThat(claims.getStringClaimValue("purpose")).isEqualTo("entry");
        assertThat(claims.getStringClaimValue("venue")).isEqualTo("North Gate");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(60);
        assertThat(Instant.parse(answer.path("expiresAt")))
                .isEqualTo(Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
        assertThat(claims.toJson()).doesNotContain("李").doesNotContain(person);

        var opened = json.readTree(opened(claims.getStringClaimValue("sealed"), claims.getJwtId()));
        assertThat(opened.size()).isEqualTo(2);
        assertThat(opened.path("person").asText()).isEqualTo(person);
        assertThat(opened.path("maskedName").asText()).isEqualTo("李**");

        var record = json.readTree(Events.of(RECORDS, "gate-1", 1).get(0).value());
        assertThat(record.path("action").asText()).isEqualTo("presence-check");
        assertThat(record.path("outcome").asText()).isEqualTo("granted");
        assertThat(record.path("subject").asText()).isEqualTo(person);
        assertThat(record.path("purpose").asText()).isEqualTo("entry");
        assertThat(record.path("venue").asText()).isEqualTo("North Gate");
        assertThat(record.path("proof").asText()).isEqualTo(claims.getJwtId());
    }

    @Test
    void aRefusalIsRecordedWithItsSubjectWhereTheDocumentIsKnown() throws Exception {
        var person = TokensTest.verified(Api.loggedIn(LI).path("access_token"), "at+jwt")
                .getSubject();
        var gate = TestTokens.client("checkpoint", "gate-2");
        Api.check(gate, Api.shown("presence", gate, Somebody.ZHANG), LI.number(), LI.fullName())
                .then()
                .statusCode(403);
        Api.check(gate, Api.shown("presence", gate, LI), Somebody.unknownNumber(9), LI.fullName())
                .then()
                .statusCode(403);
        var records = Events.of(RECORDS, "gate-2", 2);
        var known = json.readTree(records.get(0).value());
        assertThat(known.path("outcome").asText()).isEqualTo("refused");
        assertThat(known.path("subject").asText()).isEqualTo(person);
        assertThat(known.path("venue").asText()).isEqualTo("North Gate");
        assertThat(json.readTree(records.get(1).value()).path("subject").isNull())
                .isTrue();
        assertThat(records.toString()).doesNotContain(LI.number()).doesNotContain("李");
    }

    /** The attack that made this platform: name and number, and no face at all. */
    @Test
    void whoIsAskedAboutWithoutAnyFaceSeesItToo() throws Exception {
        var person = TokensTest.verified(Api.loggedIn(LI).path("access_token"), "at+jwt")
                .getSubject();
        var gate = TestTokens.client("checkpoint", "gate-4");
        for (var session : new String[] {"zz", "A".repeat(22)}) {
            Api.check(gate, session, LI.number(), LI.fullName())
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:vouch:problem:presence-not-proven"));
        }
        Api.check(gate, "zz", Somebody.unknownNumber(9), LI.fullName()).then().statusCode(403);
        var records = Events.of(RECORDS, "gate-4", 3);
        assertThat(json.readTree(records.get(0).value()).path("subject").asText())
                .isEqualTo(person);
        assertThat(json.readTree(records.get(1).value()).path("subject").asText())
                .isEqualTo(person);
        assertThat(json.readTree(records.get(2).value()).path("subject").isNull())
                .isTrue();
    }

    @Test
    void aSuspendedRequesterIsToldSoAtTheFirstStepAndAtTheLast() throws Exception {
        var person = TokensTest.verified(Api.loggedIn(LI).path("access_token"), "at+jwt")
                .getSubject();
        var gate = TestTokens.client("checkpoint", "gate-3");
        var session = Api.shown("presence", gate, LI);
        Enforcements.suspend("gate-3");
        Awaitility.await()
                .atMost(Patience.LONG)
                .until(() -> Api.as(gate)
                                .contentType(ContentType.JSON)
                                .body(Map.of("purpose", "presence"))
                                .post("/v1/face-sessions")
                                .statusCode()
                        == 403);
        Api.as(gate)
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", "presence"))
                .post("/v1/face-sessions")
                .then()
                .body("type", equalTo("urn:vouch:problem:requester-suspended"));
        Api.check(gate, session, LI.number(), LI.fullName())
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:requester-suspended"));
        Awaitility.await().atMost(Patience.LONG).untilAsserted(() -> assertThat(
                        Events.of(RECORDS, "gate-3", 2).toString())
                .contains(person));
    }

    @Test
    void isForResidentsAndCheckpoints() {
        var session = "A".repeat(22);
        Api.check(null, session, LI.number(), LI.fullName()).then().statusCode(401);
        for (var role : new String[] {"collector", "lab", "officer", "auditor", "admin", "service"}) {
            Api.check(TestTokens.client(role, role + "-1"), session, LI.number(), LI.fullName())
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:vouch:problem:forbidden"));
        }
        Api.check(TestTokens.resident(UUID.randomUUID()), session, LI.number(), LI.fullName())
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:presence-not-proven"));
    }

    @Test
    void refusesMalformedInput() {
        var gate = TestTokens.client("checkpoint", "gate-4");
        var sound = Map.<String, Object>of(
                "faceSession", "A".repeat(22),
                "document", Map.of("type", "resident-id", "number", LI.number()),
                "name", LI.fullName(),
                "purpose", "help");
        malformed(gate, sound, "document", Map.of("type", "resident-id", "number", "1"), "invalid-document");
        malformed(gate, sound, "purpose", "curiosity", "malformed-request");
        malformed(gate, sound, "venue", "", "malformed-request");
        malformed(gate, sound, "venue", "x".repeat(129), "malformed-request");
        malformed(gate, sound, "venue", "a\u0007b", "malformed-request");
        malformed(gate, sound, "name", " ", "malformed-request");
        malformed(gate, sound, "photo", "x", "malformed-request");
    }

    private static void malformed(String gate, Map<String, Object> sound, String field, Object value, String slug) {
        var body = new HashMap<>(sound);
        body.put(field, value);
        Api.as(gate)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/presence-checks")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:vouch:problem:" + slug));
    }

    private static byte[] opened(String sealed, String proof) throws Exception {
        HybridConfig.register();
        return TinkJsonProtoKeysetFormat.parseKeyset(
                        Files.readString(IdentityPlatform.keys().resolve("proof-private.json")),
                        InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
                .decrypt(Base64.getUrlDecoder().decode(sealed), proof.getBytes(StandardCharsets.UTF_8));
    }
}
