package org.vouch.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.revocation.Revocations;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.testing.Acts;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.CapturedLog;
import org.vouch.identity.testing.Contracts;
import org.vouch.identity.testing.Desk;
import org.vouch.identity.testing.Desk.Invited;
import org.vouch.identity.testing.Enforcements;
import org.vouch.identity.testing.Events;
import org.vouch.identity.testing.Held;
import org.vouch.identity.testing.ServiceTest;

/** Whoever works here: invited once, signed in in one browser, revoked everywhere. */
@ServiceTest
class StaffTest {
    @Inject
    DataSource database;

    @Test
    void aLinkOpensASessionThatGetsTheOrdinaryTokensOfItsRole() throws Exception {
        try (var log = CapturedLog.begin()) {
            var begun = Instant.now();
            var answer = Desk.invite(Desk.ADMIN, "Counter 4", "officer");
            assertThat(Instant.parse(answer.path("expiresAt")))
                    .isBetween(begun.plusSeconds(86_390), begun.plusSeconds(86_460));
            assertThat(answer.<Map<String, Object>>path("")).containsOnlyKeys("id", "invitation", "expiresAt");
            var invited = Invited.by(answer);
            assertThat(Base64.getUrlDecoder().decode(invited.secret())).hasSize(32);

            var signedIn = Desk.signIn(invited.secret());
            signedIn.then()
                    .statusCode(201)
                    .body("label", equalTo("Counter 4"))
                    .body("roles", equalTo(List.of("officer")));
            assertThat(signedIn.<Map<String, Object>>path("")).containsOnlyKeys("label", "roles", "expiresAt");
            assertThat(signedIn.header("Cache-Control")).isEqualTo("no-store");
            assertThat(signedIn.header("Set-Cookie"))
                    .matches(
                            "__Host-vouch-staff=[A-Za-z0-9_-]{43}; Max-Age=60[0-9]{4}; Path=/; Secure; HttpOnly; SameSite=Strict");
            var session = signedIn.getCookie(Desk.COOKIE);

            var granted = Desk.token(session);
            granted.then().statusCode(200).body("token_type", equalTo("Bearer")).body("expires_in", equalTo(600));
            assertThat(granted.header("Cache-Control")).isEqualTo("no-store");
            assertThat(granted.header("Pragma")).isEqualTo("no-cache");
            String token = granted.path("access_token");
            var claims = TokensTest.verified(token, "at+jwt");
            assertThat(claims.getSubject()).isEqualTo(invited.id());
            assertThat(claims.getStringListClaimValue("groups")).containsExactly("officer");
            assertThat(claims.getAudience()).isEqualTo(TestTokens.EVERY_SERVICE);
            assertThat(claims.getStringClaimValue("label")).isEqualTo("Counter 4");
            assertThat(claims.getStringClaimValue("org")).isEqualTo(invited.id());
            assertThat(claims.getExpirationTime().getValue()
                            - claims.getIssuedAt().getValue())
                    .isEqualTo(600);
            Api.as(token).get("/v1/me").then().statusCode(403);
            Desk.invite(token, "Counter 5", "admin").then().statusCode(403);

            var narrow = Desk.token(session, Map.of("Vouch-Page", ""), Map.of("audience", "audit-service"));
            assertThat(TokensTest.verified(narrow.path("access_token"), "at+jwt")
                            .getAudience())
                    .containsExactly("audit-service");
            Desk.token(session, Map.of("Vouch-Page", "1"), Map.of("audience", "moon-service"))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_target"));
            assertThat(Acts.about(database, invited.id())).containsExactly("invitation done", "sign-in done");
            assertThat(stored()).doesNotContain(hex(invited.secret())).doesNotContain(hex(session));
            assertThat(log.text()).doesNotContain(invited.secret(), session, token, "Counter 4");
        }
    }

    @Test
    void membersOfOneLabMayShareItsOrganisation() throws Exception {
        var answer = Api.as(Desk.ADMIN)
                .contentType(ContentType.JSON)
                .body(Map.of("label", "Bench 1", "roles", List.of("lab"), "organisation", "Lab North"))
                .post("/v1/staff");
        var token = Desk.tokenOf(Desk.session(Invited.by(answer).secret()));
        assertThat(TokensTest.verified(token, "at+jwt").getStringClaimValue("org"))
                .isEqualTo("Lab North");
    }

    @Test
    void whyAnInvitationIsNotGoodIsToldToNobody() throws Exception {
        var spent = Desk.invited("Spent", "lab");
        var session = Desk.session(spent.secret());
        var over = Desk.invited("Over", "lab");
        end(over.id());
        var replaced = Desk.invited("Replaced", "lab");
        var replacing = Invited.by(Desk.inviteAgain(Desk.ADMIN, replaced.id()));
        assertThat(replacing.id()).isEqualTo(replaced.id());
        var revoked = Desk.invited("Revoked", "lab");
        Desk.revoke(Desk.ADMIN, revoked.id()).then().statusCode(204);

        var like = described(Desk.signIn(unknownSecret()));
        assertThat(like).startsWith("401 application/problem+json").contains("urn:vouch:problem:sign-in-refused");
        for (var none : List.of(
                spent.secret(),
                over.secret(),
                replaced.secret(),
                revoked.secret(),
                session,
                "",
                "x",
                "!",
                "\u5f20",
                "A".repeat(60_000))) {
            assertThat(described(Desk.signIn(none))).isEqualTo(like);
        }
        Desk.signIn(replacing.secret()).then().statusCode(201);
    }

    @Test
    void whyASessionIsNotGoodIsToldToNobody() throws Exception {
        var member = Desk.invited("Twice", "collector");
        var earlier = Desk.session(member.secret());
        var later = Desk.session(
                Invited.by(Desk.inviteAgain(Desk.ADMIN, member.id())).secret());
        var out = Desk.session(Desk.invited("Out", "collector").secret());
        var gone = Desk.signOut(out);
        gone.then().statusCode(204);
        assertThat(gone.header("Set-Cookie"))
                .isEqualTo("__Host-vouch-staff=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict");
        var over = Desk.invited("Over", "collector");
        var ended = Desk.session(over.secret());
        end(over.id());
        var unused = Desk.invited("Unused", "collector").secret();

        var likeGrant = described(Desk.token(unknownSecret()));
        assertThat(likeGrant).startsWith("400 application/json").endsWith("{\"error\":\"invalid_grant\"}");
        var likeOut = described(Desk.signOut(unknownSecret()));
        assertThat(likeOut).startsWith("401 ").contains("urn:vouch:problem:sign-in-refused");
        var none = new ArrayList<@Nullable String>(List.of(earlier, out, ended, unused, "", "x", "!"));
        none.add(null);
        for (var session : none) {
            assertThat(described(Desk.token(session))).isEqualTo(likeGrant);
            assertThat(described(Desk.signOut(session))).isEqualTo(likeOut);
        }
        Desk.tokenOf(later);
    }

    @Test
    void ofManyWhoShowALinkAtOnceExactlyOneIsSignedIn() {
        var invited = Desk.invited("Once", "auditor");
        var answers = atOnce(8, () -> Desk.signIn(invited.secret()));
        assertThat(answers.stream().map(Response::statusCode).sorted())
                .containsExactly(201, 401, 401, 401, 401, 401, 401, 401);
        assertThat(Acts.about(database, invited.id())).containsExactly("invitation done", "sign-in done");
    }

    @Test
    void whoIsRevokedWhileTheySignInIsNotSignedIn() throws Exception {
        var invited = Desk.invited("Late", "auditor");
        try (var held = Held.after(database, "update staff set state = 'revoked' where id = '" + invited.id() + "'")) {
            var late = CompletableFuture.supplyAsync(() -> Desk.signIn(invited.secret()));
            held.untilSoManyWait(1).commit();
            late.join().then().statusCode(401);
        }
    }

    @Test
    void anotherSitesPageSignsNobodyInOrOutAndGetsNoToken() {
        var invited = Desk.invited("Tricked", "officer");
        var body = Map.of("invitation", invited.secret());
        var foreign = List.of(
                Map.of("Origin", "https://elsewhere.example"),
                Map.of("Origin", "null"),
                Map.of("Origin", "http://localhost:8082"),
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Sec-Fetch-Site", "none"),
                Map.of("Sec-Fetch-Site", "cross-site", "Origin", TestTokens.ISSUER));
        for (var headers : foreign) {
            given().headers(headers)
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/v1/staff-sessions")
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:vouch:problem:cross-site"));
        }
        given().contentType(ContentType.TEXT)
                .body("{\"invitation\":\"" + invited.secret() + "\"}")
                .post("/v1/staff-sessions")
                .then()
                .statusCode(415);
        var signedIn = given().headers(Map.of("Origin", TestTokens.ISSUER, "Sec-Fetch-Site", "same-origin"))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/staff-sessions");
        signedIn.then().statusCode(201);
        var session = signedIn.getCookie(Desk.COOKIE);
        for (var headers : foreign) {
            given().headers(headers)
                    .header("Cookie", Desk.COOKIE + "=" + session)
                    .delete("/v1/staff-sessions/current")
                    .then()
                    .statusCode(403);
            var more = new java.util.HashMap<>(headers);
            more.put("Vouch-Page", "1");
            Desk.token(session, more, Map.of()).then().statusCode(400).body("error", equalTo("invalid_request"));
        }
        Desk.token(session, Map.of(), Map.of()).then().statusCode(400).body("error", equalTo("invalid_request"));
        Desk.tokenOf(session);
    }

    @Test
    void aRevokedMemberHasNothingLeftWithinSeconds() {
        var invited = Desk.invited("Gone", "officer");
        var session = Desk.session(invited.secret());
        var token = Desk.tokenOf(session);
        var link = Invited.by(Desk.inviteAgain(Desk.ADMIN, invited.id())).secret();
        Api.as(token).get("/v1/me").then().statusCode(403);

        Desk.revoke(Desk.ADMIN, invited.id()).then().statusCode(204);

        Desk.token(session).then().statusCode(400).body("error", equalTo("invalid_grant"));
        Desk.signIn(link).then().statusCode(401);
        await().atMost(Patience.LONG).until(() -> Api.as(token).get("/v1/me").statusCode() == 401);
        Desk.revoke(Desk.ADMIN, invited.id()).then().statusCode(204);
        Desk.inviteAgain(Desk.ADMIN, invited.id())
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:vouch:problem:staff-revoked"));
        var facts = Events.of(Revocations.TOPIC, Revocations.ofClient(invited.id()), 1);
        assertThat(facts).hasSize(1);
        Contracts.assertKept("client-revoked", facts.get(0).value());
        assertThat(Acts.about(database, invited.id()))
                .containsExactly(
                        "invitation done", "sign-in done", "invitation done", "revocation done", "invitation revoked");
    }

    /** What they could do while it is open would outlast it: an account of their own, for one. */
    @Test
    void aRevokedAdministratorsLastTokenChangesNothing() throws Exception {
        var gone = Desk.invited("Dismissed", "admin");
        var other = Desk.invited("Other", "officer");
        var token = Desk.tokenOf(Desk.session(gone.secret()));
        // As where the fact has not come back from Kafka yet.
        run("update staff set state = 'revoked' where id = '" + gone.id() + "'");
        var before = count();

        for (var call : List.of(
                Desk.invite(token, "Back door", "admin"),
                Desk.inviteAgain(token, other.id()),
                Desk.revoke(token, other.id()),
                Api.as(token)
                        .contentType(ContentType.JSON)
                        .body(Map.of("kid", TestTokens.key().getKeyId()))
                        .post("/v1/key-revocations"))) {
            call.then().statusCode(401).body("type", equalTo("urn:vouch:problem:unauthorized"));
        }
        assertThat(count()).isEqualTo(before);
        Desk.session(other.secret());
        assertThat(Acts.about(database, other.id()))
                .containsExactly("invitation done", "invitation by-revoked", "revocation by-revoked", "sign-in done");
    }

    /** Who kept a link of their own making would sign in as somebody else after they are gone. */
    @Test
    void linksThatARevokedAdministratorMadeOpenNothing() throws Exception {
        var gone = Desk.invited("Leaving", "admin");
        var token = Desk.tokenOf(Desk.session(gone.secret()));
        var kept = Invited.by(Desk.invite(token, "Back door", "admin"));
        var replaced = Invited.by(Desk.invite(token, "Counter 7", "officer"));
        var another = Invited.by(Desk.inviteAgain(Desk.ADMIN, replaced.id()));
        var others = Desk.invited("Counter 8", "officer");
        Desk.revoke(Desk.ADMIN, gone.id()).then().statusCode(204);

        Desk.signIn(kept.secret()).then().statusCode(401);
        Desk.signIn(another.secret()).then().statusCode(201);
        Desk.signIn(others.secret()).then().statusCode(201);
    }

    @Test
    void theLastActiveAdministratorStays() throws Exception {
        run("update staff set state = 'revoked' where role = 'admin'");
        var one = Desk.invited("One", "admin");
        var other = Desk.invited("Other", "admin");
        var never = Desk.invited("Never came", "admin");
        for (var member : List.of(one, other)) {
            Desk.session(member.secret());
        }
        var both = Stream.of(one, other)
                .map(member -> CompletableFuture.supplyAsync(() -> Desk.revoke(Desk.ADMIN, member.id())))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(both.stream().map(Response::statusCode)).containsExactlyInAnyOrder(204, 409);
        var left = both.get(0).statusCode() == 409 ? one : other;
        Desk.revoke(Desk.ADMIN, left.id())
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:vouch:problem:last-admin"));
        assertThat(Acts.about(database, left.id())).endsWith("revocation last-admin", "revocation last-admin");
        Desk.revoke(Desk.ADMIN, never.id()).then().statusCode(204);
    }

    @Test
    void theAccountsAreListedNewestFirstAPageAtATime() {
        var labels = List.of("Page A", "Page B", "Page C");
        var ids = labels.stream()
                .map(label -> Desk.invited(label, "collector").id())
                .toList();
        var first = Api.as(Desk.ADMIN).queryParam("limit", 2).get("/v1/staff");
        first.then().statusCode(200);
        assertThat(first.<List<String>>path("items.label")).containsExactly("Page C", "Page B");
        assertThat(first.<List<Map<String, Object>>>path("items")).allSatisfy(item -> assertThat(item)
                .containsOnlyKeys("id", "label", "roles", "organisation", "state", "createdAt")
                .containsEntry("state", "invited")
                .containsEntry("roles", List.of("collector")));
        var second = Api.as(Desk.ADMIN)
                .queryParam("limit", 1)
                .queryParam("cursor", first.<String>path("next"))
                .get("/v1/staff");
        assertThat(second.<List<String>>path("items.id")).containsExactly(ids.get(0));
        for (var bad : List.of("limit=0", "limit=101", "limit=x", "cursor=x")) {
            Api.as(Desk.ADMIN).get("/v1/staff?" + bad).then().statusCode(400).contentType("application/problem+json");
        }
    }

    @Test
    void isForAdministratorsAloneAndForNoSuspendedOne() {
        var id = Desk.invited("Anybody", "officer").id();
        for (var call : calls(null, id)) {
            call.then().statusCode(401);
        }
        for (var role : List.of("resident", "checkpoint", "collector", "lab", "officer", "auditor", "service")) {
            for (var call : calls(TestTokens.client(role, UUID.randomUUID().toString()), id)) {
                call.then().statusCode(403).body("type", equalTo("urn:vouch:problem:forbidden"));
            }
        }
        var suspended = "suspended-" + UUID.randomUUID();
        var token = TestTokens.client("admin", suspended);
        Enforcements.suspend(suspended);
        await().atMost(Patience.LONG).until(() -> Api.as(token).get("/v1/staff").statusCode() == 403);
        for (var call : calls(token, id)) {
            call.then().statusCode(403).body("type", equalTo("urn:vouch:problem:requester-suspended"));
        }
        assertThat(Acts.about(database, id)).containsExactly("invitation done");
    }

    private static List<Response> calls(@Nullable String token, String id) {
        return List.of(
                Desk.invite(token, "Nobody", "officer"),
                Desk.inviteAgain(token, id),
                Desk.revoke(token, id),
                Api.as(token).get("/v1/staff"));
    }

    @Test
    void whatIsMalformedOrNotThereIsRefusedAndStoresNothing() throws Exception {
        var before = count();
        for (var body : List.of(
                "",
                "[]",
                "{}",
                "{\"label\":\"a\"}",
                "{\"roles\":[\"lab\"]}",
                "{\"label\":\" \",\"roles\":[\"lab\"]}",
                "{\"label\":\"a\\u0007\",\"roles\":[\"lab\"]}",
                "{\"label\":\"" + "a".repeat(101) + "\",\"roles\":[\"lab\"]}",
                "{\"label\":\"a\",\"roles\":[]}",
                "{\"label\":\"a\",\"roles\":[null]}",
                "{\"label\":\"a\",\"roles\":\"lab\"}",
                "{\"label\":\"a\",\"roles\":[\"lab\",\"officer\"]}",
                "{\"label\":\"a\",\"roles\":[\"resident\"]}",
                "{\"label\":\"a\",\"roles\":[\"service\"]}",
                "{\"label\":\"a\",\"roles\":[\"LAB\"]}",
                "{\"label\":\"a\",\"roles\":[1]}",
                "{\"label\":\"a\",\"roles\":[\"lab\"],\"organisation\":\" \"}",
                "{\"label\":\"a\",\"roles\":[\"lab\"],\"more\":1}")) {
            Api.as(Desk.ADMIN)
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/v1/staff")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        for (var body :
                List.of("", "{}", "{\"invitation\":null}", "{\"invitation\":1}", "{\"invitation\":\"a\",\"b\":1}")) {
            given().contentType(ContentType.JSON)
                    .body(body)
                    .post("/v1/staff-sessions")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        for (var id : List.of(UUID.randomUUID().toString(), "admin-of-staff")) {
            Desk.revoke(Desk.ADMIN, id).then().statusCode(404);
            Desk.inviteAgain(Desk.ADMIN, id).then().statusCode(404);
        }
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void theSameCallAgainMakesNoSecondAccount() throws Exception {
        var before = count();
        var key = UUID.randomUUID().toString();
        var first = keyed(key, "Repeated");
        first.then().statusCode(201);
        assertThat(keyed(key, "Repeated").asString()).isEqualTo(first.asString());
        keyed(key, "Another").then().statusCode(422);
        assertThat(count()).isEqualTo(before + 1);
    }

    @Test
    void thePageRunsItsOwnScriptAndSpeaksToThisServiceAlone() {
        var page = given().get("/staff/sign-in");
        page.then().statusCode(200).contentType("text/html;charset=UTF-8");
        var script = given().get("/staff/sign-in.js");
        script.then().statusCode(200).contentType("text/javascript;charset=UTF-8");
        for (var answer : List.of(page, script)) {
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none';"
                            + " form-action 'none'; frame-ancestors 'none'");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.asString()).doesNotContain("http", "style=", "onclick", "innerHTML");
        }
        assertThat(page.asString()).contains("src=\"sign-in.js\"");
        // A second link that is opened in the same tab is neither left in its address nor of no effect.
        assertThat(script.asString()).contains("addEventListener('hashchange', take)");
    }

    private static Response keyed(String key, String label) {
        return Api.as(Desk.ADMIN)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("label", label, "roles", List.of("lab")))
                .post("/v1/staff");
    }

    private static List<Response> atOnce(int many, Supplier<Response> call) {
        return IntStream.range(0, many).mapToObj(i -> CompletableFuture.supplyAsync(call)).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static String described(Response answer) {
        return answer.statusCode() + " " + answer.contentType() + " " + answer.header("Cache-Control") + " "
                + answer.header("Set-Cookie") + " " + answer.asString();
    }

    private static String unknownSecret() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hex(String secret) {
        return java.util.HexFormat.of().formatHex(Base64.getUrlDecoder().decode(secret));
    }

    private void end(String id) throws SQLException {
        run("update staff_credential set expires_at = now() - interval '1 second' where staff = '" + id + "'");
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count() throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("select count(*) from staff")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Every credential and everything that waits to be told or is kept of answers. */
    private String stored() throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("select coalesce(string_agg(encode(hash, 'hex'), ' '), '')"
                                + " || (select coalesce(string_agg(payload, ' '), '') from outbox)"
                                + " from staff_credential")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
