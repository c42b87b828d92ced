package org.vouch.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.CapturedLog;
import org.vouch.identity.testing.Held;
import org.vouch.identity.testing.IdentityPlatform;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;

@ServiceTest
class TokensTest {
    private static final Somebody LI = Somebody.LI;

    @Inject
    DataSource database;

    @Test
    void aClientGetsATokenForEveryService() throws Exception {
        var answer = client(basic(IdentityPlatform.CLIENT, IdentityPlatform.CLIENT_SECRET), Map.of());
        answer.then().statusCode(200).body("token_type", equalTo("Bearer")).body("expires_in", equalTo(600));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Pragma")).isEqualTo("no-cache");
        assertThat(answer.<String>path("refresh_token")).isNull();
        var claims = verified(answer.path("access_token"), "at+jwt");
        assertThat(claims.getSubject()).isEqualTo(IdentityPlatform.CLIENT);
        assertThat(claims.getAudience()).isEqualTo(TestTokens.EVERY_SERVICE);
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("checkpoint");
        assertThat(claims.getStringClaimValue("label")).isEqualTo("North Gate");
        assertThat(claims.getStringClaimValue("org")).isEqualTo("Metro");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(600);
        Api.as(answer.path("access_token")).get("/v1/me").then().statusCode(403);
    }

    @Test
    void aServiceGetsATokenForTheOneThatItCalls() throws Exception {
        var basic = basic(IdentityPlatform.SERVICE, IdentityPlatform.CLIENT_SECRET);
        var usual = client(basic, Map.of()).<String>path("access_token");
        assertThat(verified(usual, "at+jwt").getAudience()).containsExactly("healthcode-service");
        Api.as(usual).get("/v1/me").then().statusCode(401);
        var other = client(basic, Map.of("audience", "audit-service")).<String>path("access_token");
        assertThat(verified(other, "at+jwt").getAudience()).containsExactly("audit-service");
        error(client(basic, Map.of("audience", "moon-service")), 400, "invalid_target");
    }

    @Test
    void anUnknownClientAndAWrongSecretAreOneAnswer() {
        var wrong = client(basic(IdentityPlatform.CLIENT, "wrong"), Map.of());
        error(wrong, 401, "invalid_client");
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic");
        var unknown = client(basic("nobody", IdentityPlatform.CLIENT_SECRET), Map.of());
        assertThat(unknown.headers()).hasToString(wrong.headers().toString());
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
        for (var none : new String[] {
            null, "Basic", "Basic !!!", "Basic " + encoded("nocolon"), "Bearer x", "Basic " + encoded("%:%")
        }) {
            error(client(none, Map.of()), 401, "invalid_client");
        }
    }

    @Test
    void idAndSecretAreFormEncodedWithinBasic() {
        var basic = "Basic "
                + encoded(URLEncoder.encode(IdentityPlatform.CLIENT, StandardCharsets.UTF_8) + ":"
                        + IdentityPlatform.CLIENT_SECRET.replace("-", "%2D"));
        client(basic, Map.of()).then().statusCode(200);
    }

    @Test
    void refusesMalformedRequests() {
        error(form(Map.of()), 400, "invalid_request");
        error(form(Map.of("grant_type", "")), 400, "invalid_request");
        error(form(Map.of("grant_type", "password")), 400, "unsupported_grant_type");
        error(form(Map.of("grant_type", "refresh_token")), 400, "invalid_request");
        error(form(Map.of("grant_type", "urn:vouch:grant:face", "face_session", "x")), 400, "invalid_request");
        var face = Map.of(
                "grant_type",
                "urn:vouch:grant:face",
                "face_session",
                "x",
                "document_type",
                "resident-id",
                "document_number",
                "110105194912310021",
                "name",
                "张三");
        error(form(face), 400, "invalid_request");
        error(
                given().contentType(ContentType.URLENC)
                        .body("grant_type=refresh_token&grant_type=refresh_token&refresh_token=x")
                        .post("/oauth2/token"),
                400,
                "invalid_request");
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/oauth2/token")
                .then()
                .statusCode(415);
    }

    @Test
    void refusesWhatIsNoForm() throws Exception {
        try (var log = CapturedLog.begin()) {
            for (var body : List.of(
                    "", "&", "=", "=&=&=", "grant_type", "grant_type=%zz", "%=1", "a=%", "a=%u1234", "%ff=%ff", "\0")) {
                error(given().contentType(ContentType.URLENC).body(body).post("/oauth2/token"), 400, "invalid_request");
            }
            assertThat(log.text()).doesNotContain("failed unexpectedly");
        }
    }

    @Test
    void refusesACharsetThatIsNone() {
        for (var charset : List.of("bogus", "", "\"", "\"\"", "utf 8", "utf-16")) {
            var answer = raw("application/x-www-form-urlencoded;charset=" + charset, "grant_type=client_credentials");
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("{\"error\":\"invalid_request\"}");
        }
        for (var charset : List.of("UTF-8", "\"utf-8\"", "iso-8859-1")) {
            var answer = raw("application/x-www-form-urlencoded; charset=" + charset, "grant_type=client_credentials");
            assertThat(answer).startsWith("HTTP/1.1 401 ").contains("{\"error\":\"invalid_client\"}");
        }
    }

    @Test
    void aFaceOpensATokenThatTellsOtherServicesNoName() throws Exception {
        var answer = Api.loggedIn(LI);
        answer.then().body("token_type", equalTo("Bearer")).body("expires_in", equalTo(600));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        var claims = verified(answer.path("access_token"), "at+jwt");
        assertThat(UUID.fromString(claims.getSubject()).version()).isEqualTo(4);
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("resident");
        assertThat(claims.getAudience()).isEqualTo(TestTokens.EVERY_SERVICE);
        assertThat(claims.toJson()).doesNotContain("李").doesNotContain(LI.number());
        assertThat(claims.getClaimsMap().keySet())
                .containsExactlyInAnyOrder("iss", "aud", "sub", "groups", "iat", "exp", "jti", "prf", "auth_time");
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsReuseEndsTheLogin() throws Exception {
        var login = Api.loggedIn(LI);
        String first = login.path("refresh_token");
        var second = Api.refresh(first);
        second.then().statusCode(200);
        assertThat(second.<String>path("refresh_token")).isNotEqualTo(first);
        var signedIn = verified(login.path("access_token"), "at+jwt").getClaimValue("auth_time");
        assertThat(verified(second.path("access_token"), "at+jwt").getClaimValue("auth_time"))
                .as("a login that goes on is as old as its sign-in")
                .isEqualTo(signedIn)
                .isNotNull();
        Api.as(second.path("access_token")).get("/v1/me").then().statusCode(200).body("maskedName", equalTo("李**"));
        var third = Api.refresh(second.path("refresh_token"));
        third.then().statusCode(200);
        error(Api.refresh(first), 400, "invalid_grant");
        error(Api.refresh(third.path("refresh_token")), 400, "invalid_grant");
        for (var none : List.of("nonsense", "A".repeat(64), "!")) {
            error(Api.refresh(none), 400, "invalid_grant");
        }
    }

    @Test
    void ofManyRefreshesAtOnceOneSucceedsAndTheLoginEnds() {
        String token = Api.loggedIn(LI).path("refresh_token");
        var good =
                IntStream.range(0, 8)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> Api.refresh(token)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .filter(answer -> answer.statusCode() == 200)
                        .toList();
        assertThat(good).hasSize(1);
        error(Api.refresh(good.get(0).path("refresh_token")), 400, "invalid_grant");
    }

    @Test
    void whoIsErasedWhileTheyLogInIsRefusedLikeAnybody() throws Exception {
        var ada = Somebody.ADA;
        var person = TokensTest.verified(Api.loggedIn(ada).path("access_token"), "at+jwt")
                .getSubject();
        var session = Api.shown("login", null, ada);
        try (var held = Held.after(database, "delete from person where person = '" + person + "'")) {
            var login = CompletableFuture.supplyAsync(() -> Api.login(session, ada.number(), ada.fullName()));
            held.untilSoManyWait(1).commit();
            error(login.join(), 400, "invalid_grant");
        }
    }

    @Test
    void publishesItsKeysWithoutTheirPrivateHalves() throws Exception {
        var answer = given().get("/.well-known/jwks.json");
        answer.then().statusCode(200).contentType(ContentType.JSON);
        assertThat(answer.header("Cache-Control")).contains("max-age");
        assertThat(answer.asString()).doesNotContain("\"d\"");
        assertThat(new JsonWebKeySet(answer.asString())
                        .findJsonWebKey(TestTokens.key().getKeyId(), "EC", "sig", "ES256"))
                .isNotNull();
        assertThat(answer.<List<String>>path("keys.alg")).containsOnly("ES256");
        assertThat(answer.<List<String>>path("keys.use")).containsOnly("sig");
    }

    @Test
    void publishesItsMetadata() {
        var answer = given().get("/.well-known/oauth-authorization-server");
        answer.then()
                .statusCode(200)
                .body("issuer", equalTo(TestTokens.ISSUER))
                .body("token_endpoint", equalTo(TestTokens.ISSUER + "/oauth2/token"))
                .body("jwks_uri", equalTo(TestTokens.ISSUER + "/.well-known/jwks.json"));
        assertThat(answer.<List<String>>path("grant_types_supported"))
                .containsExactly(
                        "client_credentials",
                        "refresh_token",
                        "urn:vouch:grant:face",
                        "urn:vouch:grant:counter",
                        "urn:vouch:grant:staff-session");
        assertThat(answer.header("Cache-Control")).contains("max-age");
    }

    /** RFC 8414 section 2: what is required of it is there, and what it says is so. */
    @Test
    void itsMetadataIsWholeAndTrue() {
        var metadata = given().get("/.well-known/oauth-authorization-server").<Map<String, Object>>path("");
        assertThat(metadata)
                .containsKeys("issuer", "token_endpoint", "jwks_uri", "response_types_supported")
                .containsEntry("token_endpoint_auth_signing_alg_values_supported", List.of("ES256"));
        for (var grant : (List<?>) Objects.requireNonNull(metadata.get("grant_types_supported"))) {
            var answer = form(Map.of("grant_type", grant.toString()));
            assertThat(answer.<String>path("error"))
                    .as("%s", grant)
                    .isIn("invalid_request", "invalid_client", "invalid_grant");
        }
    }

    /** RFC 6749 sections 2.3.1 and 3.2. */
    @Test
    void readsTheBodyAloneAndWhatItKnowsOfIt() {
        error(
                given().contentType(ContentType.URLENC)
                        .queryParam("grant_type", "client_credentials")
                        .body("")
                        .post("/oauth2/token"),
                400,
                "invalid_request");
        var good = basic(IdentityPlatform.CLIENT, IdentityPlatform.CLIENT_SECRET);
        client(good, Map.of("something", "else", "audience", "")).then().statusCode(200);
        error(
                client(
                        null,
                        Map.of("client_id", IdentityPlatform.CLIENT, "client_secret", IdentityPlatform.CLIENT_SECRET)),
                401,
                "invalid_client");
        given().get("/oauth2/token").then().statusCode(405);
    }

    /** The claims of a token that the published keys verify. */
    static JwtClaims verified(String token, String type) throws Exception {
        var jws = new JsonWebSignature();
        jws.setCompactSerialization(token);
        assertThat(jws.getHeader("typ")).isEqualTo(type);
        assertThat(jws.getAlgorithmHeaderValue()).isEqualTo("ES256");
        var keys = new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
        jws.setKey(((PublicJsonWebKey) keys.findJsonWebKey(jws.getKeyIdHeaderValue(), "EC", "sig", "ES256"))
                .getPublicKey());
        assertThat(jws.verifySignature()).isTrue();
        return JwtClaims.parse(jws.getPayload());
    }

    /** As the token says, verified or not. */
    static Map<String, String> header(String token) {
        return new JsonPath(new String(
                        Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8))
                .getMap("");
    }

    private static Response client(@Nullable String authorization, Map<String, String> more) {
        var request = given().contentType(ContentType.URLENC)
                .formParam("grant_type", "client_credentials")
                .formParams(more);
        return (authorization == null ? request : request.header("Authorization", authorization)).post("/oauth2/token");
    }

    private static Response form(Map<String, String> form) {
        return given().contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParams(form)
                .post("/oauth2/token");
    }

    /** Sent as it is: a client would mend the header. */
    private static String raw(String type, String body) {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout((int) Patience.LONG.toMillis());
            socket.getOutputStream()
                    .write(("POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                                    + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ValidatableResponse error(Response answer, int status, String error) {
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Pragma")).isEqualTo("no-cache");
        assertThat(answer.asString()).isEqualTo("{\"error\":\"" + error + "\"}");
        return answer.then().statusCode(status).contentType(ContentType.JSON);
    }

    private static String basic(String id, String secret) {
        return "Basic " + encoded(id + ":" + secret);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
