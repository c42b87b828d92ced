package org.vouch.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.ForgedJws;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.testing.IdentityPlatform;
import org.vouch.identity.testing.ServiceTest;

/** RFC 7523: a client that has a key signs instead of telling a secret. */
@ServiceTest
class ClientAssertionsTest {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String CLIENT = IdentityPlatform.SIGNING_CLIENT;

    @Test
    void aSignedAssertionGetsTheClientsToken() throws Exception {
        for (var audience : List.of(TestTokens.ISSUER, TestTokens.ISSUER + "/oauth2/token")) {
            var answer = ask(signed(claims -> claims.setAudience(audience)));
            answer.then().statusCode(200);
            var claims = TokensTest.verified(answer.path("access_token"), "at+jwt");
            assertThat(claims.getSubject()).isEqualTo(CLIENT);
            assertThat(claims.getStringClaimValue("label")).isEqualTo("South Gate");
        }
        var many = signed(claims -> claims.setAudience("https://elsewhere.example", TestTokens.ISSUER));
        ask(many, Map.of("client_id", CLIENT)).then().statusCode(200);
    }

    @Test
    void isGoodOnce() {
        var assertion = signed(claims -> {});
        var good = IntStream.range(0, 8)
                .mapToObj(
                        i -> CompletableFuture.supplyAsync(() -> ask(assertion).statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .filter(status -> status == 200);
        assertThat(good).hasSize(1);
        refused(ask(assertion));
        var sameId = UUID.randomUUID().toString();
        ask(signed(claims -> claims.setJwtId(sameId))).then().statusCode(200);
        refused(ask(signed(claims -> {
            claims.setJwtId(sameId);
            claims.setClaim("other", "bytes");
        })));
    }

    @Test
    void refusesWhatIsNotTheClientsOwnWordToThisServiceForNow() {
        var now = Instant.now().getEpochSecond();
        for (Consumer<JwtClaims> change : List.<Consumer<JwtClaims>>of(
                claims -> claims.setIssuer("another"),
                claims -> claims.setSubject("another"),
                claims -> claims.setIssuer(IdentityPlatform.CLIENT),
                claims -> {
                    claims.setIssuer(IdentityPlatform.CLIENT);
                    claims.setSubject(IdentityPlatform.CLIENT);
                },
                claims -> claims.unsetClaim("iss"),
                claims -> claims.unsetClaim("sub"),
                claims -> claims.unsetClaim("aud"),
                claims -> claims.unsetClaim("exp"),
                claims -> claims.unsetClaim("jti"),
                claims -> claims.setClaim("iss", 7),
                claims -> claims.setClaim("exp", "soon"),
                claims -> claims.setClaim("jti", List.of("a")),
                claims -> claims.setAudience("https://elsewhere.example"),
                claims -> claims.setAudience(TestTokens.ISSUER + "/"),
                claims -> claims.setExpirationTime(NumericDate.fromSeconds(now - 1)),
                claims -> claims.setExpirationTime(NumericDate.fromSeconds(now + 400)),
                claims -> claims.setNotBefore(NumericDate.fromSeconds(now + 120)),
                claims -> claims.setIssuedAt(NumericDate.fromSeconds(now + 120)))) {
            refused(ask(signed(change)));
        }
        refused(ask(signed(claims -> {}), Map.of("client_id", IdentityPlatform.CLIENT)));
        refused(ask(signed(claims -> {}), Map.of("client_assertion_type", "urn:other")));
        refused(form(Map.of("grant_type", "client_credentials", "client_assertion_type", TYPE), null));
    }

    @Test
    void takesNoForgedAssertionAndSpendsNone() {
        var claims = claims();
        var all = new SoftAssertions();
        for (var forged : ForgedJws.of(claims, "JWT", IdentityPlatform.signer(), URI.create("http://localhost:1/"))) {
            var answer = ask(forged.token());
            all.assertThat(answer.statusCode() + " " + answer.asString())
                    .as(forged.how())
                    .isEqualTo("401 {\"error\":\"invalid_client\"}");
        }
        all.assertAll();
        ask(TestTokens.sign(claims, "JWT", IdentityPlatform.signer())).then().statusCode(200);
    }

    @Test
    void isOneMethodOfTwoAndTheSecretOfAClientWithoutOneIsNone() {
        form(
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_assertion_type",
                                TYPE,
                                "client_assertion",
                                signed(claims -> {})),
                        "Basic eDp5")
                .then()
                .statusCode(400);
        var basic = java.util.Base64.getEncoder()
                .encodeToString((CLIENT + ":").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        refused(form(Map.of("grant_type", "client_credentials"), "Basic " + basic));
    }

    @Test
    void aWrongTargetDoesNotSpendIt() {
        var assertion = signed(claims -> {});
        ask(assertion, Map.of("audience", "moon-service")).then().statusCode(400);
        ask(assertion).then().statusCode(200);
    }

    private static JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer(CLIENT);
        claims.setSubject(CLIENT);
        claims.setAudience(TestTokens.ISSUER);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setExpirationTime(NumericDate.fromSeconds(Instant.now().getEpochSecond() + 200));
        return claims;
    }

    private static String signed(Consumer<JwtClaims> change) {
        var claims = claims();
        change.accept(claims);
        PublicJsonWebKey signer = IdentityPlatform.signer();
        return TestTokens.sign(claims, "JWT", signer);
    }

    private static Response ask(String assertion) {
        return ask(assertion, Map.of());
    }

    private static Response ask(String assertion, Map<String, String> more) {
        var form = new HashMap<>(Map.of(
                "grant_type", "client_credentials", "client_assertion_type", TYPE, "client_assertion", assertion));
        form.putAll(more);
        return form(form, null);
    }

    private static Response form(Map<String, String> form, @Nullable String authorization) {
        var request = given().contentType(ContentType.URLENC).formParams(form);
        return (authorization == null ? request : request.header("Authorization", authorization)).post("/oauth2/token");
    }

    private static void refused(Response answer) {
        answer.then().statusCode(401);
        assertThat(answer.asString()).isEqualTo("{\"error\":\"invalid_client\"}");
    }
}
