package org.vouch.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.Api.Opened;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Sitting;
import org.vouch.identity.testing.Somebody;
import org.vouch.identity.testing.Wire;
import org.vouch.puppet.Sitter.Shot;

@ServiceTest
class FaceSessionsTest {
    private final String gate = TestTokens.client("checkpoint", "north-gate");

    @Inject
    DataSource database;

    @ParameterizedTest
    @ValueSource(strings = {"enrolment", "login"})
    void isOpenToAnyoneForEnrolmentAndLogin(String purpose) {
        var before = Instant.now();
        var answer = open(null, Map.of("purpose", purpose)).statusCode(201).extract();
        assertThat(answer.<String>path("id")).hasSize(22);
        assertThat(answer.<Integer>path("challenge[0].step")).isZero();
        assertThat(answer.<List<Integer>>path("challenge.step")).containsExactly(0, 1, 2);
        assertThat(answer.<List<String>>path("challenge.action"))
                .startsWith("neutral")
                .doesNotHaveDuplicates()
                .isSubsetOf("neutral", "turn-left", "turn-right", "open-mouth", "blink");
        assertThat(Instant.parse(answer.path("expiresAt")))
                .isBetween(before.plusSeconds(119), Instant.now().plusSeconds(120));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void presenceIsForResidentsAndCheckpoints() {
        var presence = Map.of("purpose", "presence");
        open(null, presence).statusCode(401);
        open("not a token", presence).statusCode(401);
        open(TestTokens.client("lab", "lab-1"), presence).statusCode(403);
        open(TestTokens.client("officer", "officer-1"), presence).statusCode(403);
        open(TestTokens.resident(UUID.randomUUID()), presence).statusCode(201);
        open(gate, presence).statusCode(201);
    }

    @Test
    void aBadTokenIsRefusedEvenWhereNoneIsNeeded() {
        var bad = TestTokens.sign(TestTokens.sound(), "at+jwt", TestTokens.freshKey());
        open(bad, Map.of("purpose", "login")).statusCode(401);
        Api.frames(Api.open("login", null), bad, Somebody.LI.capture()).then().statusCode(401);
    }

    @Test
    void refusesAMalformedOpening() {
        open(null, Map.of("purpose", "fun")).statusCode(400);
        open(null, Map.of()).statusCode(400);
        open(null, Map.of("purpose", "login", "more", 1)).statusCode(400);
        given().contentType(ContentType.TEXT)
                .body("login")
                .post("/v1/face-sessions")
                .then()
                .statusCode(415);
    }

    @Test
    void theSameKeyOpensTheSameSession() {
        var key = UUID.randomUUID().toString();
        var first = given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", "login"))
                .post("/v1/face-sessions");
        var again = given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", "login"))
                .post("/v1/face-sessions");
        assertThat(again.asString()).isEqualTo(first.asString());
        given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", "enrolment"))
                .post("/v1/face-sessions")
                .then()
                .statusCode(422);
    }

    /** A key is no secret: many clients would take "1". */
    @Test
    void anothersKeyOpensAnotherSession() {
        var body = "{\"purpose\":\"login\"}";
        var key = "Idempotency-Key: " + UUID.randomUUID();
        var mine = Wire.post("127.0.0.1", "/v1/face-sessions", "application/json", body, key);
        assertThat(idIn(Wire.post("127.0.0.1", "/v1/face-sessions", "application/json", body, key)))
                .isEqualTo(idIn(mine));
        assertThat(idIn(Wire.post("127.0.0.2", "/v1/face-sessions", "application/json", body, key)))
                .isNotEqualTo(idIn(mine));
        var token = "Authorization: Bearer " + TestTokens.resident(UUID.randomUUID());
        assertThat(idIn(Wire.post("127.0.0.1", "/v1/face-sessions", "application/json", body, key, token)))
                .isNotEqualTo(idIn(mine));
    }

    @Test
    void aSessionInWhichSomethingWasShownIsNotGivenAgain() throws IOException {
        var key = UUID.randomUUID().toString();
        var first = opened(key);
        notUsable(first.id(), "no-face", picture(64, 64));
        assertThat(opened(key).id()).isNotEqualTo(first.id());
        Api.show(first, null, Somebody.LI).then().statusCode(200);
        assertThat(opened(key).id()).isNotEqualTo(first.id());
    }

    @Test
    void aSessionThatHasEndedIsNotGivenAgain() throws Exception {
        var key = UUID.randomUUID().toString();
        var first = opened(key);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update face_session set expires_at = now() - interval '1 second' where submissions = 0");
        }
        assertThat(opened(key).id()).isNotEqualTo(first.id());
    }

    private static Opened opened(String key) {
        return Opened.by(given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", "login"))
                .post("/v1/face-sessions"));
    }

    private static String idIn(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 201");
        return io.restassured.path.json.JsonPath.from(answer.substring(answer.indexOf('{')))
                .getString("id");
    }

    /** No thread waits for a sender who is refused: the answer comes while most of the body is still to come. */
    @Test
    void whoIsRefusedIsNotWaitedFor() {
        try (var slow = Wire.from("127.0.0.1")) {
            var answer = slow.begin("/v1/face-sessions/nonsense/frames", "multipart/form-data; boundary=b", 1_000_000)
                    .send("--b\r\n")
                    .answer();
            assertThat(answer).startsWith("HTTP/1.1 404").contains("face-session-unknown");
            assertThat(slow.send("and on").isClosedByTheService()).isTrue();
        }
        try (var quick = Wire.from("127.0.0.1")) {
            var refused = "--b\r\nContent-Disposition: form-data; name=\"nonsense\"\r\n\r\n";
            var rest = "x".repeat(200_000);
            quick.begin(
                            "/v1/face-sessions/" + Api.open("login", null) + "/frames",
                            "multipart/form-data; boundary=b",
                            refused.length() + rest.length())
                    .send(refused);
            assertThat(quick.answer()).startsWith("HTTP/1.1 400");
            quick.send(rest);
            var again = quick.begin("/v1/face-sessions", "application/json", 19).send("{\"purpose\":\"login\"}");
            assertThat(again.answer()).startsWith("HTTP/1.1 201");
        }
    }

    /** However slowly one address sends, others go on; and it has no more than its share. */
    @Test
    void slowSendersStopNobodyElse() {
        var slow = new ArrayList<Wire>();
        try {
            for (var i = 0; i < 8; i++) {
                slow.add(Wire.from("127.0.0.2")
                        .begin(
                                "/v1/face-sessions/" + Api.open("login", null) + "/frames",
                                "multipart/form-data; boundary=b",
                                1_000_000)
                        .send("--b\r\nContent-Disposition: form-data; name=\"step-0\"\r\n\r\n" + "x".repeat(9_000)));
            }
            await().atMost(Patience.LONG).until(() -> another().startsWith("HTTP/1.1 429"));
            assertThat(another()).contains("too-many-requests").containsIgnoringCase("retry-after: ");
            Api.show(Api.opened("login", null), null, Somebody.LI).then().statusCode(200);
        } finally {
            slow.forEach(Wire::close);
        }
        await().atMost(Patience.LONG).until(() -> another().startsWith("HTTP/1.1 404"));
    }

    private static String another() {
        return Wire.post("127.0.0.2", "/v1/face-sessions/nonsense/frames", "multipart/form-data; boundary=b", "--b--");
    }

    @Test
    void onePersonWhoDoesAsAskedMakesItUsable() {
        var session = Api.opened("login", null);
        Api.show(session, null, Somebody.LI).then().statusCode(200).body("state", equalTo("usable"));
        refused(Api.show(session, null, Somebody.LI).then(), 409, "face-session-closed");
    }

    @Test
    void framesAreRefusedWithTheReason() throws IOException {
        var session = Api.opened("login", null);
        notUsable(session.id(), "several-faces", Somebody.group());
        notUsable(session.id(), "no-face", picture(640, 480));
        notUsable(session.id(), "challenge-not-followed", Somebody.LI.capture());
        Api.show(session, null, Somebody.LI).then().statusCode(200);
    }

    /** Neither a still, nor what was asked of another session, nor what another session was shown. */
    @Test
    void onlyWhatWasAskedNowIsTaken() {
        var session = Api.opened("login", null);
        var other = openedOtherThan(session);
        var shots = Sitting.shots(Somebody.LI, session.challenge());
        notUsable(other.id(), "challenge-not-followed", shots);
        notUsable(session.id(), "challenge-not-followed", shots);
        shots = Sitting.shots(Somebody.LI, session.challenge());
        Api.frames(session.id(), null, shots).then().statusCode(200);

        var again = openedLike(session);
        notUsable(again.id(), "challenge-not-followed", shots);
        var mixed = new ArrayList<>(Sitting.shots(Somebody.LI, again.challenge()));
        mixed.set(0, withAnEndOfItsOwn(shots.get(0)));
        notUsable(again.id(), "challenge-not-followed", mixed);
        Api.show(again, null, Somebody.LI).then().statusCode(200);
    }

    /** The same pixels in another file. */
    private static Shot withAnEndOfItsOwn(Shot shot) {
        var file = Arrays.copyOf(shot.picture(), shot.picture().length + 1);
        return new Shot(shot.step(), file);
    }

    @Test
    void whatWasRefusedMayBeSentAgainBetter() {
        var session = Api.opened("login", null);
        var shots = Sitting.shots(Somebody.LI, session.challenge());
        notUsable(session.id(), "challenge-not-followed", shots.subList(0, 1));
        Api.frames(session.id(), null, shots).then().statusCode(200);
    }

    @Test
    void framesInAnotherOrderOrTwiceAreRefused() {
        var session = Api.opened("login", null);
        var shots = Sitting.shots(Somebody.LI, session.challenge());
        var reordered = new ArrayList<>(shots);
        Collections.reverse(reordered);
        notUsable(session.id(), "challenge-not-followed", reordered);
        var still = session.challenge().steps().stream()
                .map(step -> new Shot(step, shots.get(0).picture()))
                .toList();
        notUsable(session.id(), "challenge-not-followed", still);
        var twice = new ArrayList<>(shots);
        twice.add(0, shots.get(0));
        notUsable(session.id(), "challenge-not-followed", twice);
    }

    @Test
    void framesOfTwoPeopleAreRefused() {
        var session = Api.opened("login", null);
        var shots = new ArrayList<>(Sitting.shots(Somebody.LI, session.challenge()));
        shots.set(0, Sitting.shots(Somebody.ZHANG, session.challenge()).get(0));
        notUsable(session.id(), "not-one-person", shots);
    }

    private static Opened openedOtherThan(Opened session) {
        return opened(challenge -> Collections.disjoint(
                challenge.actions().subList(1, 3), session.challenge().actions().subList(1, 3)));
    }

    private static Opened openedLike(Opened session) {
        return opened(challenge -> challenge.equals(session.challenge()));
    }

    /** One of twelve challenges is asked at random. */
    private static Opened opened(Predicate<Challenge> such) {
        return Stream.generate(() -> Api.opened("login", null))
                .limit(500)
                .filter(session -> such.test(session.challenge()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isClosedAfterFiveTries() throws IOException {
        var session = Api.opened("login", null);
        for (var i = 0; i < 5; i++) {
            notUsable(session.id(), "no-face", picture(64, 64));
        }
        refused(Api.show(session, null, Somebody.LI).then(), 409, "face-session-closed");
    }

    @Test
    void anothersSessionIsUnknown() {
        var session = Api.opened("presence", gate);
        refused(Api.show(session, null, Somebody.LI).then(), 404, "face-session-unknown");
        var other = TestTokens.client("checkpoint", "south-gate");
        refused(Api.show(session, other, Somebody.LI).then(), 404, "face-session-unknown");
        Api.show(session, gate, Somebody.LI).then().statusCode(200);
        refused(Api.frames("A".repeat(22), gate, Somebody.LI.capture()).then(), 404, "face-session-unknown");
        refused(Api.frames("nonsense", gate, Somebody.LI.capture()).then(), 404, "face-session-unknown");
    }

    @Test
    void aSessionIsSpentOnceByItsOpenerForItsPurpose() {
        var li = Somebody.LI;
        Api.enrolled(li);
        var login = Api.shown("login", null, li);
        Api.check(gate, login, li.number(), li.fullName()).then().statusCode(403);
        Api.enrol(login, li.number(), li.fullName()).then().statusCode(403);
        Api.login(login, li.number(), li.fullName()).then().statusCode(200);
        Api.login(login, li.number(), li.fullName()).then().statusCode(400);
        refused(Api.frames(login, null, li.capture()).then(), 404, "face-session-unknown");

        var presence = Api.shown("presence", gate, li);
        var other = TestTokens.client("checkpoint", "south-gate");
        Api.check(other, presence, li.number(), li.fullName()).then().statusCode(403);
        Api.check(gate, presence, li.number(), li.fullName()).then().statusCode(200);
        Api.check(gate, presence, li.number(), li.fullName()).then().statusCode(403);
    }

    @Test
    void refusesBadUploads() throws IOException {
        var session = Api.open("login", null);
        var frames = "/v1/face-sessions/" + session + "/frames";
        var picture = Somebody.LI.capture();
        // Names that are no step of the challenge.
        for (var name : new String[] {"step-3", "step-00000", "step-", "file", "step--1"}) {
            refused(
                    given().multiPart(name, "a.jpg", picture, "image/jpeg")
                            .post(frames)
                            .then(),
                    400,
                    "malformed-request");
        }
        session = Api.open("login", null);
        frames = "/v1/face-sessions/" + session + "/frames";
        refused(
                given().multiPart("step-0", "a.gif", picture, "image/gif")
                        .post(frames)
                        .then(),
                415,
                "unsupported-media-type");
        refused(
                given().multiPart("step-0", "a.jpg", "no picture".getBytes(StandardCharsets.UTF_8), "image/jpeg")
                        .post(frames)
                        .then(),
                400,
                "invalid-image");
        refused(
                given().multiPart("step-0", "a.png", bomb(), "image/png")
                        .post(frames)
                        .then(),
                400,
                "invalid-image");
        refused(
                given().multiPart("step-0", "a.jpg", new byte[3 * 1024 * 1024 + 1], "image/jpeg")
                        .post(frames)
                        .then(),
                413,
                "too-large");
        refused(given().contentType(ContentType.JSON).body("{}").post(frames).then(), 415, "unsupported-media-type");
        var last = Api.opened("login", null);
        frames = "/v1/face-sessions/" + last.id() + "/frames";
        var many = given();
        for (var i = 0; i < 13; i++) {
            many = many.multiPart("step-0", "a.png", picture(64, 64), "image/png");
        }
        refused(many.post(frames).then(), 400, "malformed-request");
        refused(
                given().header("Content-Type", "multipart/form-data; boundary=b")
                        .body("--b--".getBytes(StandardCharsets.US_ASCII))
                        .post(frames)
                        .then(),
                400,
                "malformed-request");
        refused(
                given().header("Content-Type", "multipart/form-data; boundary=b")
                        .body("--c\r\n".getBytes(StandardCharsets.US_ASCII))
                        .post(frames)
                        .then(),
                400,
                "malformed-request");
        // What was refused for its form leaves the session open.
        Api.show(last, null, Somebody.LI).then().statusCode(200);
    }

    /** By the JDK's client: REST Assured would keep all of it for its log. */
    @Test
    void whoIsRefusedEarlyCanReadWhyAndGoOn() throws Exception {
        var session = Api.opened("login", null);
        var early = sent(session.id(), "nonsense", 8);
        assertThat(early.statusCode()).isEqualTo(400);
        assertThat(early.body()).contains("urn:vouch:problem:malformed-request");
        var tooLarge = sent(session.id(), "step-0", 14);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLarge.body()).contains("urn:vouch:problem:too-large");
        Api.show(session, null, Somebody.LI).then().statusCode(200);
    }

    private static HttpResponse<String> sent(String session, String name, int times)
            throws IOException, InterruptedException {
        var part = new byte[3_000_000];
        var header = ("--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        var body = new ArrayList<byte[]>();
        for (var i = 0; i < times; i++) {
            body.addAll(List.of(header, part, "\r\n".getBytes(StandardCharsets.US_ASCII)));
        }
        body.add("--b--".getBytes(StandardCharsets.US_ASCII));
        var length = body.stream().mapToLong(bytes -> bytes.length).sum();
        var request = HttpRequest.newBuilder(URI.create(
                        RestAssured.baseURI + ":" + RestAssured.port + "/v1/face-sessions/" + session + "/frames"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(body), length))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aPartMayComeWithoutAType() {
        var session = Api.opened("login", null);
        var request = given();
        for (var shot : Sitting.shots(Somebody.LI, session.challenge())) {
            request = request.multiPart(
                    "step-" + shot.step().step(), "a.jpg", shot.picture(), "application/octet-stream");
        }
        request.post("/v1/face-sessions/" + session.id() + "/frames").then().statusCode(200);
    }

    /** A PNG of 30,000 × 30,000 pixels in a few hundred kilobytes. */
    private static byte[] bomb() throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(out, "IHDR", new byte[] {0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 0, 0, 0, 0});
        var deflater = new Deflater(9);
        deflater.setInput(new byte[100_000_000]);
        deflater.finish();
        var packed = new byte[200_000];
        var length = deflater.deflate(packed);
        deflater.end();
        chunk(out, "IDAT", java.util.Arrays.copyOf(packed, length));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        var body = java.nio.ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        var crc = new CRC32();
        crc.update(body);
        out.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(body);
        out.writeBytes(
                java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] picture(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static ValidatableResponse open(@Nullable String token, Map<String, ?> body) {
        return Api.as(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/face-sessions")
                .then();
    }

    private static void notUsable(String session, String reason, byte[]... pictures) {
        refused(Api.frames(session, null, pictures).then().body("reason", equalTo(reason)), 422, "face-not-usable");
    }

    private static void notUsable(String session, String reason, List<Shot> shots) {
        refused(Api.frames(session, null, shots).then().body("reason", equalTo(reason)), 422, "face-not-usable");
    }

    private static void refused(ValidatableResponse answer, int status, String slug) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:vouch:problem:" + slug));
    }
}
