package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.facesession.ShownFaces;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.Events;
import org.vouch.identity.testing.Held;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;
import org.vouch.identity.testing.TestRegistry;

/** How often a face may be tried on a document, as callers see it: in the words of any other refusal. */
@ServiceTest
class AttemptsTest {
    private static final Somebody OYANG = Somebody.OYANG;
    private static final Somebody STRANGER = Somebody.ZHANG;

    private final String gate = TestTokens.client("checkpoint", "north-gate");
    private final String helper = TestTokens.resident(UUID.randomUUID());

    @Inject
    ShownFaces faces;

    @Inject
    DataSource database;

    @BeforeEach
    void enrolled() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("delete from face_attempt");
            statement.execute("delete from attempt_pace");
        }
        faces.enrolled(OYANG);
    }

    @Test
    void afterFiveFailuresTheRightFaceWaitsToo() throws SQLException {
        var refusal = login(STRANGER);
        refusal.then().statusCode(400);
        haveFailed(5);
        var waiting = login(OYANG);
        waiting.then().statusCode(400);
        assertThat(waiting.asString()).isEqualTo(refusal.asString());

        sql("update face_attempt set last_at = now() - interval '31 seconds'");
        login(OYANG).then().statusCode(200);
        assertThat(failures()).isZero();
    }

    @Test
    void enrolmentsCountAsWell() throws SQLException {
        enrol(STRANGER).then().statusCode(403);
        assertThat(failures()).isOne();
        haveFailed(5);
        enrol(OYANG).then().statusCode(403).body("type", equalTo("urn:vouch:problem:enrolment-refused"));
        assertThat(failures()).isEqualTo(5);
    }

    @Test
    void nobodyKeepsAPersonFromTheHelpOfACheckpoint() throws SQLException {
        login(STRANGER).then().statusCode(400);
        haveFailed(50);
        login(OYANG).then().statusCode(400);
        check(helper, OYANG).then().statusCode(403).body("type", equalTo("urn:vouch:problem:presence-not-proven"));
        check(gate, STRANGER).then().statusCode(403);
        check(gate, OYANG).then().statusCode(200);
        // Help was given; the document is as closed as it was.
        assertThat(failures()).isEqualTo(50);
    }

    @Test
    void whoFailsTooOftenWaitsWhomeverTheyTryAndKeepsTheSession() throws SQLException {
        login(STRANGER).then().statusCode(400);
        check(helper, STRANGER).then().statusCode(403);
        check(gate, STRANGER).then().statusCode(403);
        var atTheGate = faces.shown("presence", gate, OYANG);
        var login = faces.shown("login", null, OYANG);

        sql("update attempt_pace set full_at = now() + interval '30 days'");
        var waiting = Api.check(gate, atTheGate, OYANG.number(), OYANG.fullName());
        waiting.then().statusCode(429).body("type", equalTo("urn:vouch:problem:too-many-requests"));
        assertThat(Integer.parseInt(waiting.header("Retry-After"))).isGreaterThan(86_400);
        assertThat(failures()).isEqualTo(3);
        // The same for somebody of whom nothing is known.
        Api.check(gate, atTheGate, Somebody.unknownNumber(78), OYANG.fullName())
                .then()
                .statusCode(429);
        check(helper, OYANG).then().statusCode(429);
        Api.login(login, OYANG.number(), OYANG.fullName()).then().statusCode(429);
        enrol(OYANG).then().statusCode(429);

        sql("update attempt_pace set full_at = now()");
        Api.check(gate, atTheGate, OYANG.number(), OYANG.fullName()).then().statusCode(200);
        Api.login(login, OYANG.number(), OYANG.fullName()).then().statusCode(200);
    }

    @Test
    void matchesCostNothingAndFailuresCount() throws SQLException {
        check(gate, OYANG).then().statusCode(200);
        assertThat(notMadeUpFor()).isZero();
        check(gate, STRANGER).then().statusCode(403);
        assertThat(notMadeUpFor()).isOne();
        check(helper, STRANGER).then().statusCode(403);
        // By who they are and by their address.
        assertThat(notMadeUpFor()).isEqualTo(3);
    }

    /** By the key that signs what it takes, whoever stands before it. */
    @Test
    void anEnrolledCameraHasAPaceOfItsOwn() throws SQLException {
        throughCamera("north-gate 1", STRANGER).then().statusCode(403);
        // The checkpoint's, and one failure of a camera takes longer to make up for.
        assertThat(notMadeUpFor()).isEqualTo(2);
        sql("update attempt_pace set full_at = now() + interval '30 days'"
                + " where full_at = (select max(full_at) from attempt_pace)");
        var waiting = faces.shownIn(Api.open("presence", gate), OYANG, "north-gate 1");
        Api.check(gate, waiting, OYANG.number(), OYANG.fullName())
                .then()
                .statusCode(429)
                .body("type", equalTo("urn:vouch:problem:too-many-requests"));
        throughCamera("north-gate 2", OYANG).then().statusCode(200);
        check(gate, OYANG).then().statusCode(200);

        sql("update attempt_pace set full_at = now()");
        Api.check(gate, waiting, OYANG.number(), OYANG.fullName()).then().statusCode(200);
    }

    @Test
    void whatCannotBeTriedCostsNothing() throws SQLException {
        TestRegistry.away(true);
        try {
            enrol(STRANGER).then().statusCode(503);
        } finally {
            TestRegistry.away(false);
        }
        assertThat(notMadeUpFor()).isZero();
    }

    /** Each costs a stretching: whoever has no face to show may not use up all of them. */
    @Test
    void whoShowsNoFaceTakesTheTurnOfNobodyWhoDoes() throws Exception {
        var session = faces.shown("login", null, OYANG);
        var threads = Executors.newCachedThreadPool();
        try (var held = Held.after(database, "lock table person in access exclusive mode")) {
            var without = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> Api.login("none", OYANG.number(), OYANG.fullName()), threads))
                    .toList();
            held.untilSoManyWait(4);
            var login =
                    CompletableFuture.supplyAsync(() -> Api.login(session, OYANG.number(), OYANG.fullName()), threads);
            held.untilSoManyWait(5).commit();
            login.join().then().statusCode(200);
            assertThat(without.stream().filter(one -> !one.isDone()).count()).isGreaterThan(5);
            assertThat(without)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(400));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anOfficerOpensWhatIsClosed() throws Exception {
        login(STRANGER).then().statusCode(400);
        haveFailed(50);
        var officer = "officer-" + UUID.randomUUID();
        reopen(TestTokens.client("officer", officer), OYANG.number())
                .then()
                .statusCode(200)
                .body("state", equalTo("open"));
        var login = login(OYANG);
        login.then().statusCode(200);
        var person = TokensTest.verified(login.path("access_token"), "at+jwt").getSubject();
        var record = new ObjectMapper()
                .readTree(Events.of("access.records", officer, 1).get(0).value());
        assertThat(record.path("action").asText()).isEqualTo("face-reopening");
        assertThat(record.path("subject").asText()).isEqualTo(person);
    }

    /** A session's id they can make up: each attempt would be somebody else's, and nobody seen to try many. */
    @Test
    void whoHasNoTokenIsOneRequesterForEachAddress() {
        for (var session : new String[] {"A".repeat(22), "B".repeat(22)}) {
            Api.login(session, OYANG.number(), OYANG.fullName()).then().statusCode(400);
        }
        var tried = Events.by(
                "access.records",
                value -> value.contains("\"action\":\"login\"") && value.contains("\"reason\":\"face-session\""),
                2);
        assertThat(tried.stream().map(record -> record.key()).distinct())
                .singleElement()
                .asString()
                .matches("address:[0-9a-f]{16}");
    }

    @Test
    void anOfficerLearnsOfNobody() {
        var officer = TestTokens.client("officer", "officer-1");
        var known = reopen(officer, OYANG.number());
        var unknown = reopen(officer, Somebody.unknownNumber(77));
        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(unknown.asString()).isEqualTo(known.asString());
    }

    @Test
    void onlyOfficersOpen() {
        reopen(null, OYANG.number()).then().statusCode(401);
        reopen(gate, OYANG.number()).then().statusCode(403);
        reopen(helper, OYANG.number()).then().statusCode(403);
        reopen(TestTokens.client("officer", "officer-1"), "990101")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:vouch:problem:invalid-document"));
    }

    private Response login(Somebody face) {
        return Api.login(faces.shown("login", null, face), OYANG.number(), OYANG.fullName());
    }

    private Response check(String token, Somebody face) {
        return Api.check(token, faces.shown("presence", token, face), OYANG.number(), OYANG.fullName());
    }

    private Response throughCamera(String camera, Somebody face) {
        var session = faces.shownIn(Api.open("presence", gate), face, camera);
        return Api.check(gate, session, OYANG.number(), OYANG.fullName());
    }

    private static Response reopen(@Nullable String token, String number) {
        return Api.reopen(token, number);
    }

    private Response enrol(Somebody face) {
        return Api.enrol(faces.shown("enrolment", null, face), OYANG.number(), OYANG.fullName());
    }

    /** All documents. */
    private void haveFailed(int times) throws SQLException {
        sql("update face_attempt set failures = " + times + "");
    }

    private void sql(String update) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(update)).isPositive();
        }
    }

    private int notMadeUpFor() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var count = statement.executeQuery("select count(*) from attempt_pace where full_at > now()")) {
            count.next();
            return count.getInt(1);
        }
    }

    /** On all documents. */
    private int failures() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var sum = statement.executeQuery("select coalesce(sum(failures), 0) from face_attempt")) {
            sum.next();
            return sum.getInt(1);
        }
    }
}
