package org.vouch.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.revocation.Revocations;
import org.vouch.audit.client.testing.RefusesRevokedTokens;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.testing.Acts;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.Contracts;
import org.vouch.identity.testing.Events;
import org.vouch.identity.testing.IdentityPlatform;
import org.vouch.identity.testing.ServiceTest;

/** The issuer revokes: by what it hears from another replica, and by the call of an administrator. */
@ServiceTest
class RevokedTokensTest implements RefusesRevokedTokens {
    private static final String ADMIN = TestTokens.client("admin", "admin-of-keys");

    @Inject
    DataSource database;

    @Override
    public Response own(RequestSpecification resident) {
        return resident.delete("/v1/me/face");
    }

    /** The spare key is revoked at every other service; there is the one that signs, and the tests' own. */
    @Override
    public void refusedByThisKey() {
        revoke(ADMIN, TestTokens.spare().getKeyId()).then().statusCode(201);
        var before = issued();
        var signing = TokensTest.header(before).get("kid");
        assertThat(signing).isNotEqualTo(TestTokens.key().getKeyId());
        assertThat(called(before)).isEqualTo(403);

        var answers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> revoke(ADMIN, signing)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201));
        assertThat(answers.stream()
                        .map(answer -> answer.<String>path("revokedAt"))
                        .distinct())
                .hasSize(1);

        assertThat(called(before)).as("at once here").isEqualTo(401);
        assertThat(given().get("/.well-known/jwks.json").<List<String>>path("keys.kid"))
                .containsExactly(TestTokens.key().getKeyId());
        var after = issued();
        assertThat(TokensTest.header(after))
                .containsEntry("kid", TestTokens.key().getKeyId());
        assertThat(called(after)).isEqualTo(403);
        var fact = Events.of(Revocations.TOPIC, Revocations.ofKey(Objects.requireNonNull(signing)), 1);
        assertThat(fact).hasSize(1);
        Contracts.assertKept("key-revoked", fact.get(0).value());

        revoke(ADMIN, TestTokens.key().getKeyId())
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:vouch:problem:last-signing-key"));
        assertThat(called(issued())).isEqualTo(403);
        assertThat(outcomes(signing))
                .containsExactly(
                        "key-revocation done",
                        "key-revocation revoked-before",
                        "key-revocation revoked-before",
                        "key-revocation revoked-before");
        assertThat(outcomes(TestTokens.key().getKeyId())).contains("key-revocation last");
    }

    @Test
    void onlyAnAdministratorRevokesAKeyAndOnlyOneThatIsThere() {
        var known = TestTokens.key().getKeyId();
        revoke(null, known).then().statusCode(401);
        for (var role : List.of("resident", "checkpoint", "collector", "lab", "officer", "auditor", "service")) {
            revoke(TestTokens.client(role, UUID.randomUUID().toString()), known)
                    .then()
                    .statusCode(403);
        }
        revoke(ADMIN, "no-such-key").then().statusCode(422).body("type", equalTo("urn:vouch:problem:unknown-key"));
        for (var body : List.of(
                "",
                "{}",
                "{\"kid\":null}",
                "{\"kid\":\"\"}",
                "{\"kid\":7}",
                "{\"kid\":\"a\",\"b\":1}",
                "{\"kid\":\"\\u0000\"}",
                "{\"kid\":\"" + "k".repeat(201) + "\"}")) {
            post(ADMIN, body).then().statusCode(400).contentType("application/problem+json");
        }
        assertThat(outcomes(known)).doesNotContain("key-revocation done");
    }

    private static Response revoke(@Nullable String token, @Nullable String kid) {
        return post(token, "{\"kid\":\"" + kid + "\"}");
    }

    private static Response post(@Nullable String token, String body) {
        return Api.as(token).contentType(ContentType.JSON).body(body).post("/v1/key-revocations");
    }

    /** A checkpoint's token that this service signs now. */
    private static String issued() {
        var answer = given().auth()
                .preemptive()
                .basic(IdentityPlatform.CLIENT, IdentityPlatform.CLIENT_SECRET)
                .contentType(ContentType.URLENC)
                .formParams(Map.of("grant_type", "client_credentials"))
                .post("/oauth2/token");
        answer.then().statusCode(200);
        return answer.path("access_token");
    }

    private int called(String token) {
        return own(Api.as(token)).statusCode();
    }

    private List<String> outcomes(@Nullable String about) {
        return Acts.about(database, Objects.requireNonNull(about));
    }
}
