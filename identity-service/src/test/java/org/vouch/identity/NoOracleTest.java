package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.ClientProxy;
import io.quarkus.test.junit.QuarkusMock;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.face.FaceEngine;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.facesession.ShownFaces;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;

/** P5: no call tells whether a person exists. Status, headers and body are compared byte by byte. */
@ServiceTest
class NoOracleTest {
    private static final Somebody KNOWN = Somebody.LI;
    private static final Somebody STRANGER = Somebody.ZHANG;

    @Inject
    ShownFaces faces;

    @Inject
    FaceEngine engine;

    private final String gate = TestTokens.client("checkpoint", "north-gate");

    /** Which face is shown, and with which number and name. */
    private record Attempt(Somebody face, String number, String name) {}

    private static final Map<String, Attempt> ATTEMPTS = Map.of(
            "known, another's face", new Attempt(STRANGER, KNOWN.number(), KNOWN.fullName()),
            "known, another name", new Attempt(KNOWN, KNOWN.number(), "李大明"),
            "known, another name and face", new Attempt(STRANGER, KNOWN.number(), "李大明"),
            "unknown", new Attempt(KNOWN, Somebody.unknownNumber(1), KNOWN.fullName()),
            "unknown, of a known name", new Attempt(STRANGER, Somebody.unknownNumber(2), STRANGER.fullName()));

    @BeforeEach
    void known() {
        faces.enrolled(KNOWN);
    }

    @Test
    void presenceChecksRefuseInOneWay() {
        var answer = one(attempt ->
                Api.check(gate, faces.shown("presence", gate, attempt.face()), attempt.number(), attempt.name()));
        assertThat(answer.get("status")).isEqualTo("403");
        assertThat(answer.get("body")).contains("presence-not-proven");
        var unusable = Api.check(gate, Api.open("presence", gate), KNOWN.number(), KNOWN.fullName());
        assertThat(told(unusable)).isEqualTo(answer);
        assertThat(told(Api.check(gate, "no session", KNOWN.number(), KNOWN.fullName())))
                .isEqualTo(answer);
        var spent = faces.shown("presence", gate, KNOWN);
        Api.check(gate, spent, KNOWN.number(), KNOWN.fullName()).then().statusCode(200);
        assertThat(told(Api.check(gate, spent, KNOWN.number(), KNOWN.fullName())))
                .isEqualTo(answer);
        withdrawn();
        assertThat(told(Api.check(gate, faces.shown("presence", gate, KNOWN), KNOWN.number(), KNOWN.fullName())))
                .isEqualTo(answer);
    }

    @Test
    void loginsRefuseInOneWay() {
        var answer =
                one(attempt -> Api.login(faces.shown("login", null, attempt.face()), attempt.number(), attempt.name()));
        assertThat(answer.get("status")).isEqualTo("400");
        assertThat(answer.get("body")).isEqualTo("{\"error\":\"invalid_grant\"}");
        var unusable = Api.login(Api.open("login", null), KNOWN.number(), KNOWN.fullName());
        assertThat(told(unusable)).isEqualTo(answer);
        assertThat(told(Api.login("no session", KNOWN.number(), KNOWN.fullName())))
                .isEqualTo(answer);
        var spent = faces.shown("login", null, KNOWN);
        Api.login(spent, KNOWN.number(), KNOWN.fullName()).then().statusCode(200);
        assertThat(told(Api.login(spent, KNOWN.number(), KNOWN.fullName()))).isEqualTo(answer);
        withdrawn();
        assertThat(told(Api.login(faces.shown("login", null, KNOWN), KNOWN.number(), KNOWN.fullName())))
                .isEqualTo(answer);
    }

    @Test
    void enrolmentsRefuseInOneWay() {
        var answer = one(
                attempt -> Api.enrol(faces.shown("enrolment", null, attempt.face()), attempt.number(), attempt.name()));
        assertThat(answer.get("status")).isEqualTo("403");
        assertThat(answer.get("body")).contains("enrolment-refused");
        // Known to the civil registry, not to us, and another's face.
        var registered =
                Api.enrol(faces.shown("enrolment", null, KNOWN), Somebody.OYANG.number(), Somebody.OYANG.fullName());
        assertThat(told(registered)).isEqualTo(answer);
        var unusable = Api.enrol(Api.open("enrolment", null), KNOWN.number(), KNOWN.fullName());
        assertThat(told(unusable)).isEqualTo(answer);
        assertThat(told(Api.enrol("no session", KNOWN.number(), KNOWN.fullName())))
                .isEqualTo(answer);
        var spent = faces.shown("enrolment", null, KNOWN);
        Api.enrol(spent, KNOWN.number(), KNOWN.fullName()).then().statusCode(201);
        assertThat(told(Api.enrol(spent, KNOWN.number(), KNOWN.fullName()))).isEqualTo(answer);
        withdrawn();
        assertThat(told(Api.enrol(faces.shown("enrolment", null, STRANGER), KNOWN.number(), KNOWN.fullName())))
                .isEqualTo(answer);
    }

    /** Time would tell what the answer does not: a face takes a tenth of a second to read. */
    @Test
    void everyRefusedEnrolmentReadsOneWholePortrait() {
        var reads = new AtomicInteger();
        FaceEngine real = ClientProxy.unwrap(engine);
        QuarkusMock.installMockForType(
                picture -> {
                    var reading = real.read(picture);
                    assertThat(reading).isInstanceOf(FaceReading.Usable.class);
                    reads.incrementAndGet();
                    return reading;
                },
                FaceEngine.class);
        var attempts = new TreeMap<>(ATTEMPTS);
        attempts.put(
                "known to the civil registry, not to us, another's face",
                new Attempt(KNOWN, Somebody.OYANG.number(), Somebody.OYANG.fullName()));
        attempts.forEach((what, attempt) -> {
            var session = faces.shown("enrolment", null, attempt.face());
            reads.set(0);
            Api.enrol(session, attempt.number(), attempt.name()).then().statusCode(403);
            assertThat(reads).as(what).hasValue(1);
        });
    }

    /** KNOWN's face, until the next test enrols them again. */
    private void withdrawn() {
        String token = Api.login(faces.shown("login", null, KNOWN), KNOWN.number(), KNOWN.fullName())
                .path("access_token");
        Api.as(token).delete("/v1/me/face").then().statusCode(204);
    }

    /** The one answer to all attempts. */
    private static Map<String, String> one(Function<Attempt, Response> call) {
        var answers = new TreeMap<String, Map<String, String>>();
        ATTEMPTS.forEach((what, attempt) -> answers.put(what, told(call.apply(attempt))));
        var first = List.copyOf(answers.values()).get(0);
        assertThat(answers).allSatisfy((what, answer) -> assertThat(answer).isEqualTo(first));
        return first;
    }

    private static Map<String, String> told(Response answer) {
        var told = new TreeMap<String, String>();
        answer.getHeaders().forEach(header -> told.put(header.getName(), header.getValue()));
        told.put("status", Integer.toString(answer.statusCode()));
        told.put("body", answer.asString());
        return told;
    }
}
