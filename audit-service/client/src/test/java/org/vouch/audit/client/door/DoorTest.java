package org.vouch.audit.client.door;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.access.Heartbeats;
import org.vouch.audit.client.access.RecordHash;
import org.vouch.audit.client.testing.Enforced;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.PlatformResource;
import org.vouch.audit.client.testing.RefusesForgedTokens;
import org.vouch.audit.client.testing.SentEvents;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.embedded.TestPlatform;

@QuarkusTest
@WithTestResource(value = PlatformResource.class, initArgs = @ResourceArg(name = "database", value = "door"))
class DoorTest implements RefusesForgedTokens {
    private static final String NOTE = "{\"text\":\"a\",\"at\":\"2026-11-01T00:00:00Z\"}";

    @Inject
    Pool pool;

    @Inject
    DoorResource door;

    @Inject
    Heartbeats heartbeats;

    @Test
    void showsTheCallersOwnDataAndKeepsNoRecordOfIt() {
        var person = UUID.randomUUID();
        given().auth()
                .oauth2(TestTokens.resident(person))
                .get("/door/own")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("person", equalTo(person.toString()));
        given().auth()
                .oauth2(TestTokens.client("checkpoint", "gate-own"))
                .get("/door/own")
                .then()
                .statusCode(403);
        assertThat(recordsOf(person.toString(), Duration.ofMillis(1500))).isEmpty();
    }

    @Test
    void recordsEveryLookAndEveryRefusalWithoutAGapInTheSequence() {
        var requester = "gate-" + UUID.randomUUID();
        looksBecomePossible();
        for (var refuse : List.of(false, true, false)) {
            given().auth()
                    .oauth2(TestTokens.client("checkpoint", requester))
                    .queryParam("refuse", refuse)
                    .get("/door/look")
                    .then()
                    .statusCode(refuse ? 403 : 200);
        }
        var records = recordsOf(requester, Duration.ofSeconds(10), 3);
        assertThat(records).extracting(ConsumerRecord::value).allSatisfy(payload -> assertThat(payload)
                .contains("\"subject\":\"" + DoorResource.SOMEBODY + "\"", "\"action\":\"door-look\""));
        assertThat(records)
                .extracting(record ->
                        new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .containsExactly(
                        "org.vouch.access.AccessGranted.v1",
                        "org.vouch.access.AccessRefused.v1",
                        "org.vouch.access.AccessGranted.v1");
        assertThat(records.get(1).value()).contains("\"reason\":\"spent\"");
    }

    @Test
    void whoIsThrottledLooksOnceInTenMinutesAndAtWhomTheyActForAsBefore() {
        looksBecomePossible();
        var slow = UUID.randomUUID();
        Enforced.throttle(slow.toString(), Instant.now().plusSeconds(600));
        Enforced.shield(DoorResource.SOMEBODY, Instant.now().plusSeconds(600));
        // Events of one topic come in the order of their sending: the shield is there, and so is the throttle.
        await().atMost(Patience.LONG).until(() -> look(UUID.randomUUID()).statusCode() == 403);
        assertThat(look(UUID.randomUUID()).path("type").toString()).endsWith(":presence-not-proven");
        Enforced.unshield(DoorResource.SOMEBODY);
        await().atMost(Patience.LONG).until(() -> look(UUID.randomUUID()).statusCode() == 200);

        look(slow).then().statusCode(200);
        look(slow)
                .then()
                .statusCode(429)
                .header("Retry-After", wait -> Integer.parseInt(wait), greaterThan(590))
                .body("type", equalTo("urn:vouch:problem:too-many-requests"));
        as(slow).get("/door/delegated").then().statusCode(200);
        as(slow).get("/door/own").then().statusCode(200);
        look(UUID.randomUUID()).then().statusCode(200);
        assertThat(recordsOf(slow.toString(), Duration.ofSeconds(10), 3))
                .extracting(ConsumerRecord::value)
                .element(1)
                .satisfies(payload -> assertThat(payload)
                        .contains("\"reason\":\"requester-throttled\"", "\"subject\":\"" + DoorResource.SOMEBODY));
    }

    @Test
    void whoIsAskedToSignInAgainLooksAtNobodyBeforeTheyHave() {
        looksBecomePossible();
        var stolen = UUID.randomUUID();
        look(stolen).then().statusCode(200);
        Enforced.demandSignIn(stolen.toString());
        await().atMost(Patience.LONG).until(() -> look(stolen).statusCode() == 401);
        look(stolen)
                .then()
                .header("WWW-Authenticate", startsWith("Bearer error=\"insufficient_user_authentication\""))
                .header("WWW-Authenticate", containsString("max_age=\""))
                .body("type", equalTo("urn:vouch:problem:insufficient-user-authentication"));
        as(stolen).get("/door/own").then().statusCode(200);
        as(stolen).get("/door/delegated").then().statusCode(401);
        signedIn(stolen, Instant.now().minusSeconds(60))
                .get("/door/look")
                .then()
                .statusCode(401);
        signedIn(stolen, Instant.now()).get("/door/look").then().statusCode(200);
    }

    private static Response look(UUID resident) {
        return as(resident).get("/door/look");
    }

    private static RequestSpecification as(UUID resident) {
        return given().auth().oauth2(TestTokens.resident(resident));
    }

    private static RequestSpecification signedIn(UUID resident, Instant at) {
        return given().auth().oauth2(TestTokens.token(claims -> {
            claims.setSubject(resident.toString());
            claims.setClaim("auth_time", at.getEpochSecond());
        }));
    }

    @Test
    void numbersTheRecordsOfManyRequestsWithoutGapOrRepetition() throws Exception {
        looksBecomePossible();
        var token = TestTokens.client("checkpoint", "gate-many-" + UUID.randomUUID());
        var threads = Executors.newFixedThreadPool(8);
        try {
            var calls = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 200; i++) {
                calls.add(() -> given().auth().oauth2(token).get("/door/look").statusCode());
            }
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
        }
        await().atMost(Patience.LONG).untilAsserted(() -> {
            var numbers = allRecords().stream()
                    .map(record -> record.value().replaceAll(".*\"sequence\":(\\d+).*", "$1"))
                    .map(Long::valueOf)
                    .sorted()
                    .toList();
            assertThat(numbers).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
            assertThat(numbers.get(numbers.size() - 1)).isEqualTo(numbers.size());
        });
        assertChained();
    }

    /** Every record carries the hash of the one before, and a heartbeat on every partition stands behind them all. */
    private void assertChained() {
        var chained = allRecords().stream()
                .map(record -> record.value())
                .sorted(Comparator.comparingLong(payload -> Long.parseLong(field(payload, "sequence"))))
                .toList();
        for (var i = 0; i < chained.size(); i++) {
            assertThat(field(chained.get(i), "previous"))
                    .isEqualTo(i == 0 ? "null" : RecordHash.wire(RecordHash.of(chained.get(i - 1))));
            assertThat(field(chained.get(i), "salt")).hasSize(32);
        }
        heartbeats.beat().await().atMost(Patience.LONG);
        await().atMost(Patience.LONG).until(() -> heartbeats().size() == 3);
        assertThat(heartbeats()).extracting(ConsumerRecord::partition).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(heartbeats()).allSatisfy(heartbeat -> {
            assertThat(new String(heartbeat.headers().lastHeader("partitions").value(), StandardCharsets.UTF_8))
                    .isEqualTo("3");
            assertThat(heartbeat.value().replace(" ", ""))
                    .contains(
                            "\"last\":" + chained.size(),
                            "\"head\":\"" + RecordHash.wire(RecordHash.of(chained.get(chained.size() - 1))) + '"',
                            "\"stopping\":false");
        });
    }

    private static String field(String payload, String name) {
        return payload.replaceAll(".*\"" + name + "\":\"?([^\",}]+)\"?[,}].*", "$1");
    }

    @Test
    void aSuspendedRequesterMayNotLookButStillSeesOwnData() {
        looksBecomePossible();
        var person = UUID.randomUUID();
        var token = TestTokens.resident(person);
        given().auth().oauth2(token).get("/door/look").then().statusCode(200);
        suspend(person.toString(), Instant.now().plusSeconds(3600));
        await().atMost(Patience.LONG).untilAsserted(() -> given().auth()
                .oauth2(token)
                .get("/door/look")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:requester-suspended")));
        given().auth().oauth2(token).get("/door/own").then().statusCode(200);
        enforce("org.vouch.audit.RequesterReinstated.v1", person.toString(), "{}");
        await().atMost(Patience.LONG)
                .untilAsserted(() ->
                        given().auth().oauth2(token).get("/door/look").then().statusCode(200));
    }

    @Test
    void aSuspensionThatIsOverIsOver() {
        looksBecomePossible();
        var person = UUID.randomUUID();
        suspend(person.toString(), Instant.now().minusSeconds(1));
        var marker = UUID.randomUUID();
        suspend(marker.toString(), Instant.now().plusSeconds(3600));
        await().atMost(Patience.LONG).untilAsserted(() -> given().auth()
                .oauth2(TestTokens.resident(marker))
                .get("/door/look")
                .then()
                .statusCode(403));
        given().auth()
                .oauth2(TestTokens.resident(person))
                .get("/door/look")
                .then()
                .statusCode(200);
    }

    @Override
    public Response own(RequestSpecification resident) {
        return resident.get("/door/own");
    }

    @Test
    void deniesByDefault() {
        given().get("/door/own").then().statusCode(401).contentType("application/problem+json");
        given().get("/door/forgotten").then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.resident(UUID.randomUUID()))
                .get("/door/forgotten")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.client("lab", "lab-1"))
                .get("/door/own")
                .then()
                .statusCode(403);
    }

    @Test
    void whatWasBegunIsEndedAndKeptThoughTheCallerHangsUp() throws Exception {
        var token = TestTokens.resident(UUID.randomUUID());
        var slow = NOTE.replace("\"a\"", "\"slow\"");
        var before = door.effects();
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream()
                    .write(("POST /door/notes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                    + "\r\nIdempotency-Key: hung-up\r\nContent-Type: application/json\r\nContent-Length: "
                                    + slow.length() + "\r\n\r\n" + slow)
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(Patience.LONG).until(() -> door.effects() == before + 1);
        }
        var again = await().atMost(Patience.LONG)
                .until(
                        () -> note(token, "hung-up", slow),
                        answer -> answer.extract().statusCode() == 200);
        assertThat(again.extract().<Integer>path("effects")).isEqualTo(before + 1);
    }

    /** A gateway that does not resolve them takes {@code /door/../q/health} for one of the paths below {@code /door}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/door/../q/health",
                "/door/%2e%2E/q/health",
                "/door/.%2e/q/metrics",
                "/door/./../q/health",
                "/q/./health",
                "/door/x/..",
                "/.."
            })
    void noPathLeadsOutOfWhatItBeginsWith(String path) throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"urn:vouch:problem:malformed-request\"", "\"field\":\"path\"");
    }

    @Test
    void dotsWithinASegmentAreNothingOfTheKind() {
        given().get("/.well-known/nothing").then().statusCode(404);
        given().get("/door/..nothing").then().statusCode(404);
    }

    /** Whether anybody has told us of a revocation or not: what is gone from the issuer's set is gone. */
    @Test
    void aTokenIsGoodNoLongerThanItsKeyIsOneOfTheIssuers() throws Exception {
        var gone = TestTokens.freshKey();
        var token = TestTokens.sign(TestTokens.sound(), "at+jwt", gone);
        var unknown = TestTokens.sign(TestTokens.sound(), "at+jwt", TestTokens.freshKey());
        try {
            publish(TestTokens.key(), TestTokens.spare(), gone);
            await().atMost(Patience.LONG).until(() -> own(token) == 200);
        } finally {
            publish(TestTokens.key(), TestTokens.spare());
        }
        // An unknown key has the set read again.
        await().atMost(Patience.LONG).until(() -> own(unknown) == 401 && own(token) == 401);
        assertThat(own(TestTokens.resident(UUID.randomUUID()))).isEqualTo(200);
    }

    private static int own(String token) {
        return given().auth().oauth2(token).get("/door/own").statusCode();
    }

    private static void publish(PublicJsonWebKey... keys) throws IOException {
        Files.writeString(
                Path.of(TestTokens.keysUrl()), new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    @Test
    void theSameKeyAndBodyGiveTheFirstAnswerAgain() {
        var token = TestTokens.resident(UUID.randomUUID());
        var first = note(token, "key-1", NOTE).statusCode(200).extract().asString();
        assertThat(note(token, "key-1", NOTE).statusCode(200).extract().asString())
                .isEqualTo(first);
        note(token, "key-1", NOTE.replace("\"a\"", "\"b\""))
                .statusCode(422)
                .body("type", equalTo("urn:vouch:problem:idempotency-key-reused"));
        assertThat(note(TestTokens.resident(UUID.randomUUID()), "key-1", NOTE)
                        .statusCode(200)
                        .extract()
                        .asString())
                .isNotEqualTo(first);
    }

    @Test
    void badInputIsAProblemThatQuotesNothing() {
        var token = TestTokens.resident(UUID.randomUUID());
        for (var body : List.of(
                "",
                "null",
                "[]",
                "{",
                "{\"text\":\"secret\"",
                "{\"text\":7,\"at\":\"2026-11-01T00:00:00Z\"}",
                "{\"text\":\"secret\",\"at\":\"2026-11-01T00:00:00\"}",
                "{\"text\":\"secret\",\"at\":\"2026-11-01T00:00:00Z\",\"secret\":1}",
                "{\"text\":\"secret\",\"text\":\"b\",\"at\":\"2026-11-01T00:00:00Z\"}",
                "{\"text\":\"secret\",\"at\":\"2026-11-01T00:00:00Z\",\"count\":1.5}",
                "{\"text\":\"secret\",\"at\":\"2026-11-01T00:00:00Z\"} secret",
                "{\"at\":\"2026-11-01T00:00:00Z\"}")) {
            note(token, null, body)
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:vouch:problem:malformed-request"))
                    .body(not(containsString("secret")));
        }
    }

    @Test
    void takesJsonInUtf8Alone() {
        for (var charset : List.of("UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE")) {
            given().auth()
                    .oauth2(TestTokens.resident(UUID.randomUUID()))
                    .header("Content-Type", "application/json")
                    .body(NOTE.getBytes(java.nio.charset.Charset.forName(charset)))
                    .post("/door/notes")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:vouch:problem:malformed-request"));
        }
    }

    @Test
    void everyFailureIsAProblem() {
        problem(404, () -> given().get("/nowhere").then());
        problem(404, () -> given().get("/door/nowhere").then());
        problem(405, () -> given().delete("/door/large").then());
        problem(415, () -> given().contentType(ContentType.JSON)
                .body("{}")
                .post("/door/large")
                .then());
        problem(406, () -> given().accept("image/png")
                .auth()
                .oauth2(TestTokens.resident(UUID.randomUUID()))
                .get("/door/own")
                .then());
        var broken = given().get("/door/broken").then();
        problem(500, () -> broken);
        broken.body(not(containsString("1101")));
    }

    @Test
    void refusesABodyByItsAnnouncedLengthBeforeReadingIt() {
        given().contentType(ContentType.TEXT)
                .body("x".repeat(150_000))
                .post("/door/large")
                .then()
                .statusCode(200);
        problem(413, () -> given().contentType(ContentType.TEXT)
                .body("x".repeat(200_001))
                .post("/door/large")
                .then());
        problem(413, () -> given().auth()
                .oauth2(TestTokens.resident(UUID.randomUUID()))
                .contentType(ContentType.JSON)
                .body("x".repeat(70_000))
                .post("/door/notes")
                .then());
    }

    @Test
    void cutsOffABodyWithoutAnnouncedLengthAtItsLimit() throws Exception {
        var sent = new AtomicInteger();
        var kilobyte = new byte[1024];
        var endless = HttpRequest.BodyPublishers.ofByteArrays(() -> Stream.generate(() -> kilobyte)
                .limit(100_000)
                .peek(chunk -> sent.incrementAndGet())
                .iterator());
        var request = HttpRequest.newBuilder(java.net.URI.create(
                        io.restassured.RestAssured.baseURI + ":" + io.restassured.RestAssured.port + "/door/large"))
                .header("Content-Type", "text/plain")
                .POST(endless)
                .build();
        // The connection is closed under the sender's hands: it may or may not come to read the 413.
        var status = HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .handle((answer, failure) -> failure == null ? answer.statusCode() : 413)
                .get();
        assertThat(status).isEqualTo(413);
        // The limit of the path is 200 kB, that of all paths 10 MB; between here and there a few MB are on their way.
        assertThat(sent.get()).as("kilobytes sent").isLessThan(9_000);
    }

    @Test
    void takesABodyWithoutAnnouncedLengthThatIsSmallEnough() throws Exception {
        var request = HttpRequest.newBuilder(java.net.URI.create(
                        io.restassured.RestAssured.baseURI + ":" + io.restassured.RestAssured.port + "/door/large"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream("x".repeat(150_000).getBytes(StandardCharsets.UTF_8))))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("150000");
    }

    @Test
    void nothingReadableIsKeptOfAnAnswerForRepetition() {
        note(TestTokens.resident(UUID.randomUUID()), "a key that nobody else knows", NOTE)
                .statusCode(200);
        var rows = pool.query("select encode(key_hash || body_mac || sealed, 'escape') from idempotent_answer")
                .execute()
                .await()
                .atMost(Patience.LONG);
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.getString(0))
                .doesNotContain("effects", "nobody"));
    }

    private static void problem(
            int status, java.util.function.Supplier<io.restassured.response.ValidatableResponse> call) {
        call.get().statusCode(status).contentType("application/problem+json").body("status", equalTo(status));
    }

    private static io.restassured.response.ValidatableResponse note(
            String token, @org.jspecify.annotations.Nullable String key, String body) {
        var call = given().auth().oauth2(token).contentType(ContentType.JSON).body(body);
        return (key == null ? call : call.header("Idempotency-Key", key))
                .post("/door/notes")
                .then();
    }

    private static void looksBecomePossible() {
        await().atMost(Patience.LONG)
                .until(() -> given().get("/q/health/group/looks").statusCode() == 200);
    }

    private static void suspend(String requester, Instant until) {
        enforce(
                "org.vouch.audit.RequesterSuspended.v1",
                requester,
                "{\"requester\":\"" + requester + "\",\"until\":\"" + until + "\",\"more\":1}");
    }

    private static void enforce(String type, String requester, String payload) {
        SentEvents.send("audit.enforcements", type, requester, payload);
    }

    private static List<ConsumerRecord<String, String>> recordsOf(String requester, Duration within, int atLeast) {
        await().atMost(within).until(() -> recordsOf(requester).size() >= atLeast);
        return recordsOf(requester);
    }

    private static List<ConsumerRecord<String, String>> recordsOf(String requester, Duration quiet) {
        await().pollDelay(quiet).atMost(quiet.multipliedBy(4)).until(() -> true);
        return recordsOf(requester);
    }

    private static List<ConsumerRecord<String, String>> recordsOf(String requester) {
        return allRecords().stream()
                .filter(record -> requester.equals(record.key()))
                .toList();
    }

    private static List<ConsumerRecord<String, String>> allRecords() {
        return topic().stream().filter(record -> !record.key().equals("*")).toList();
    }

    private static List<ConsumerRecord<String, String>> heartbeats() {
        return topic().stream().filter(record -> record.key().equals("*")).toList();
    }

    private static List<ConsumerRecord<String, String>> topic() {
        try (var kafka = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestPlatform.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = kafka.partitionsFor("access.records").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            kafka.assign(partitions);
            kafka.seekToBeginning(partitions);
            var end = kafka.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<String, String>>();
            while (partitions.stream()
                    .anyMatch(partition -> kafka.position(partition) < end.getOrDefault(partition, 0L))) {
                kafka.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            return found;
        }
    }
}
