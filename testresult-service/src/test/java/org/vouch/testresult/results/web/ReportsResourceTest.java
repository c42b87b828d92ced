package org.vouch.testresult.results.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.Events;
import org.vouch.testresult.testing.ServiceTest;

@ServiceTest
class ReportsResourceTest {
    @Inject
    Pool pool;

    @BeforeEach
    void ready() {
        Api.awaitReady();
    }

    @ParameterizedTest
    @CsvSource({"negative", "positive", "inconclusive", "invalid"})
    void everyOutcomeReachesTheOnlyMember(String outcome) {
        var person = UUID.randomUUID();
        var barcode = aTubeOf(1, person);
        counted(1, 0, 0, Api.reportOne(Api.report(barcode, outcome, Api.fresh("A"))));
        Api.results(person).body("items", hasSize(1)).body("items[0].outcome", equalTo(outcome));
    }

    @Test
    void aPoolIsReportedToEachOfItsMembers() {
        var members = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        var barcode = aTubeOf(5, members.toArray(UUID[]::new));
        counted(1, 0, 0, Api.reportOne(Api.report(barcode, "negative", Api.fresh("A"))));
        for (var member : members) {
            Api.results(member).body("items", hasSize(1)).body("items[0].outcome", equalTo("negative"));
            assertThat(Events.only("testresult.results", member, "org.vouch.testresult.ResultReported.v1"))
                    .contains(member.toString());
        }
    }

    @Test
    void aPositivePoolIsARetestForEachAndAPositiveForNobody() {
        var members = List.of(UUID.randomUUID(), UUID.randomUUID());
        var barcode = aTubeOf(10, members.toArray(UUID[]::new));
        counted(1, 0, 0, Api.reportOne(Api.report(barcode, "positive", Api.fresh("A"))));
        for (var member : members) {
            Api.results(member).body("items[0].outcome", equalTo("pending-individual"));
            var events = Events.of("testresult.results", member.toString(), 2);
            assertThat(events)
                    .extracting(Events::type)
                    .containsExactly("org.vouch.testresult.SampleTaken.v1", "org.vouch.testresult.RetestRequired.v1");
        }
    }

    @Test
    void whatIsSaidAgainIsADuplicateAndWhatDiffersAConflict() {
        var barcode = aTubeOf(1, UUID.randomUUID());
        var report = Api.report(barcode, "negative", Api.fresh("A"));
        counted(1, 0, 0, Api.reportOne(report));
        counted(0, 1, 0, Api.reportOne(report));
        counted(0, 1, 0, Api.reportMany(report));
        rejected("accession-conflict", Api.reportOne(report.replace("negative", "positive")));
    }

    @Test
    void theHashMayBeWrittenInUpperCase() {
        var barcode = aTubeOf(1, UUID.randomUUID());
        var report = Api.report(barcode, "negative", Api.fresh("A"));
        counted(1, 0, 0, Api.reportOne(report));
        counted(0, 1, 0, Api.reportOne(report.replace("abcdef", "ABCDEF")));
    }

    @Test
    void accessionsAreTheLabsOwn() {
        var accession = Api.fresh("A");
        counted(1, 0, 0, Api.reportOne(Api.report(aTubeOf(1, UUID.randomUUID()), "negative", accession)));
        var elsewhere = Api.report(aTubeOf(1, UUID.randomUUID()), "negative", accession);
        var otherLab = TestTokens.client("lab", "lab-7", "Lab Seven", "second-lab");
        counted(1, 0, 0, Api.json(otherLab, elsewhere).post("/v1/results").then());
        var sameLab = TestTokens.client("lab", "lab-8", "Lab Eight", "second-lab");
        counted(0, 1, 0, Api.json(sameLab, elsewhere).post("/v1/results").then());
    }

    @Test
    void rejectsWhatCannotBeTaken() {
        var reported = aTubeOf(1, UUID.randomUUID());
        counted(1, 0, 0, Api.reportOne(Api.report(reported, "negative", Api.fresh("A"))));
        rejected("tube-already-reported", Api.reportOne(Api.report(reported, "negative", Api.fresh("A"))));
        rejected("unknown-tube", Api.reportOne(Api.report("NO-SUCH-TUBE", "negative", Api.fresh("A"))));
        rejected("empty-tube", Api.reportOne(Api.report(Api.openTube(5), "negative", Api.fresh("A"))));
        var barcode = aTubeOf(1, UUID.randomUUID());
        rejected("correction-required", reportWith(barcode, "version", 2));
        rejected(
                "tested-in-future",
                reportWith(barcode, "testedAt", Instant.now().plusSeconds(330)));
        rejected(
                "tested-before-sampling",
                reportWith(barcode, "testedAt", Instant.now().minusSeconds(330)));
        counted(1, 0, 0, reportWith(barcode, "testedAt", Instant.now().plusSeconds(240)));
    }

    @Test
    void aReportSealsItsTube() {
        var person = UUID.randomUUID();
        var barcode = aTubeOf(5, person);
        counted(1, 0, 0, Api.reportOne(Api.report(barcode, "negative", Api.fresh("A"))));
        Api.take(barcode, Api.pass(UUID.randomUUID()))
                .statusCode(409)
                .body("type", equalTo("urn:vouch:problem:tube-sealed"));
        var item = Api.results(person).extract().jsonPath();
        assertThat(item.getString("items[0].stages.sealedAt")).isEqualTo(item.getString("items[0].reportedAt"));
    }

    static List<String> malformed() {
        var sound = Api.report("TUBE-0001", "negative", "secret");
        return List.of(
                "",
                "null",
                "[]",
                "[" + sound + "]",
                "{}",
                "{",
                sound + sound,
                sound.replace("negative", "maybe"),
                sound.replace("negative", "NEGATIVE"),
                sound.replace("\"negative\"", "0"),
                sound.replace("\"version\":1", "\"version\":0"),
                sound.replace("\"version\":1", "\"version\":-1"),
                sound.replace("\"version\":1", "\"version\":1.5"),
                sound.replace("\"version\":1", "\"version\":\"1\""),
                sound.replace("\"version\":1", "\"version\":null"),
                sound.replace("\"version\":1,", ""),
                sound.replace("TUBE-0001", "-x"),
                sound.replace("TUBE-0001", "'; drop table tube; --"),
                sound.replace("secret", ""),
                sound.replace("secret", "secret secret"),
                sound.replace("secret", "s".repeat(65)),
                sound.replace("secret", "s\\u0000"),
                sound.replace("Z\"", "\""),
                sound.replace(Api.SHA256, Api.SHA256.substring(1)),
                sound.replace(Api.SHA256, Api.SHA256 + "0"),
                sound.replace(Api.SHA256, "g".repeat(64)),
                sound.replace("}", ",\"secret\":1}"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedReportIsAProblemThatQuotesNothing(String body) {
        Api.reportOne(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:vouch:problem:malformed-request"))
                .body(not(containsString("secret")));
    }

    @Test
    void noMalformedLineStopsAnother() {
        var lines = new ArrayList<>(malformed());
        lines.add(Api.report(aTubeOf(1, UUID.randomUUID()), "negative", Api.fresh("A")));
        Api.reportMany(lines.toArray(String[]::new))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body(
                        "rejected.line",
                        equalTo(IntStream.range(2, lines.size()).boxed().toList()))
                .body("rejected.type", everyItem(equalTo("urn:vouch:problem:malformed-line")))
                .body(not(containsString("secret")));
    }

    @Test
    void theFieldThatIsWrongIsNamed() {
        Api.reportOne(Api.report(Map.of("tube", "TUBE-0001", "accession", "A-1", "rawDataSha256", "00")))
                .statusCode(400)
                .body("violations.field", hasItem("rawDataSha256"));
        Api.reportMany(Api.report(Map.of("tube", "TUBE-0001", "accession", "A-1", "rawDataSha256", "00")))
                .statusCode(200)
                .body("rejected[0].detail", equalTo("rawDataSha256 has 64 hex digits"));
    }

    @Test
    void everyLineStandsAlone() {
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        var repeated = Api.report(aTubeOf(1, first), "negative", Api.fresh("A"));
        Api.reportMany(
                        repeated,
                        "not json, secret",
                        repeated,
                        "",
                        repeated.replace("negative", "positive"),
                        Api.report("NO-SUCH-TUBE", "negative", Api.fresh("A")),
                        Api.report(Map.of("tube", "TUBE-0001", "accession", "x".repeat(5_000))),
                        "\r",
                        Api.report(aTubeOf(1, second), "positive", Api.fresh("A")) + "\r",
                        "")
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("duplicates", equalTo(1))
                .body("rejected.line", equalTo(List.of(2, 5, 6, 7)))
                .body(
                        "rejected.type",
                        equalTo(List.of(
                                "urn:vouch:problem:malformed-line",
                                "urn:vouch:problem:accession-conflict",
                                "urn:vouch:problem:unknown-tube",
                                "urn:vouch:problem:malformed-line")))
                .body(not(containsString("secret")));
        Api.results(first).body("items[0].outcome", equalTo("negative"));
        Api.results(second).body("items[0].outcome", equalTo("positive"));
    }

    @Test
    void manyLinesAreFiledInGroupsAndFiveThousandIsTheLimit() {
        var lines = new ArrayList<String>();
        for (var i = 0; i < 250; i++) {
            lines.add(Api.report("NO-SUCH-TUBE-" + i, "negative", Api.fresh("A")));
        }
        var person = UUID.randomUUID();
        lines.add(Api.report(aTubeOf(1, person), "negative", Api.fresh("A")));
        Api.reportMany(lines.toArray(String[]::new))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected", hasSize(250));
        var line = Api.report("NO-SUCH-TUBE", "negative", Api.fresh("A"));
        Api.reportMany(Collections.nCopies(5_000, line).toArray(String[]::new))
                .statusCode(200)
                .body("rejected", hasSize(5_000));
        Api.reportMany(Collections.nCopies(5_001, line).toArray(String[]::new))
                .statusCode(413)
                .body("type", equalTo("urn:vouch:problem:too-large"));
    }

    @Test
    void refusesWhatIsTooLargeEmptyOrOfAnotherKind() {
        assertThat(statusOfAnnounced(10 * 1024 * 1024 + 1)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        assertThat(statusOfAnnounced(100 * 1024 * 1024)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        Api.reportMany("x".repeat(1024 * 1024)).statusCode(200).body("rejected", hasSize(1));
        Api.reportMany("", "  ").statusCode(400);
        Api.as(Api.lab())
                .contentType("text/csv")
                .body("tube,outcome")
                .post("/v1/results")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void aRepeatWithItsKeyGetsTheFirstAnswer() {
        var report = Api.report(aTubeOf(1, UUID.randomUUID()), "negative", Api.fresh("A"));
        var key = Api.fresh("key");
        counted(1, 0, 0, reportWithKey(key, report));
        counted(1, 0, 0, reportWithKey(key, report));
        reportWithKey(key, report.replace("negative", "positive"))
                .statusCode(422)
                .body("type", equalTo("urn:vouch:problem:idempotency-key-reused"));
    }

    @Test
    void parallelReportsOfOneTubeAreTakenOnce() throws Exception {
        var person = UUID.randomUUID();
        var barcode = aTubeOf(1, person);
        var same = Api.report(barcode, "negative", Api.fresh("A"));
        var threads = Executors.newFixedThreadPool(6);
        try {
            var calls = new ArrayList<Callable<ValidatableResponse>>();
            for (var i = 0; i < 3; i++) {
                calls.add(() -> Api.reportOne(same));
                calls.add(() -> Api.reportOne(Api.report(barcode, "negative", Api.fresh("A"))));
            }
            var accepted = 0;
            for (var answer : threads.invokeAll(calls)) {
                accepted += answer.get().statusCode(200).extract().<Integer>path("accepted");
            }
            assertThat(accepted).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        Api.results(person).body("items", hasSize(1));
    }

    @Test
    void parallelReportsUnderOneAccessionAreTakenOnce() throws Exception {
        var accession = Api.fresh("A");
        var threads = Executors.newFixedThreadPool(6);
        try {
            var calls = new ArrayList<Callable<ValidatableResponse>>();
            for (var i = 0; i < 6; i++) {
                var report = Api.report(aTubeOf(1, UUID.randomUUID()), "negative", accession);
                calls.add(() -> Api.reportOne(report));
            }
            var accepted = 0;
            for (var answer : threads.invokeAll(calls)) {
                accepted += answer.get().statusCode(200).extract().<Integer>path("accepted");
            }
            assertThat(accepted).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aReportIsStoredWholeOrNotAtAll() {
        var hit = UUID.randomUUID();
        var spared = UUID.randomUUID();
        var barcode = aTubeOf(5, spared, hit);
        var report = Api.report(barcode, "negative", Api.fresh("A"));
        run("create function fail() returns trigger language plpgsql as $$ begin" + " if new.person = '" + hit
                + "' then raise exception 'no'; end if; return new; end $$");
        run("create trigger fail before insert on result for each row execute function fail()");
        try {
            Api.reportOne(report).statusCode(500);
            Api.results(spared).body("items", hasSize(0));
        } finally {
            run("drop trigger fail on result");
            run("drop function fail()");
        }
        counted(1, 0, 0, Api.reportOne(report));
        Api.results(spared).body("items", hasSize(1));
        Api.results(hit).body("items", hasSize(1));
        assertThat(Events.of("testresult.results", spared.toString(), 2)).hasSize(2);
    }

    /** The answer to a body of which only the beginning is ever sent: it is refused by what its length is said to be. */
    private static String statusOfAnnounced(int length) {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            var out = socket.getOutputStream();
            out.write(("POST /v1/results HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Api.lab()
                            + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + length + "\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String sql) {
        var unused = pool.query(sql).execute().await().atMost(Patience.LONG);
    }

    private static String aTubeOf(int capacity, UUID... members) {
        var barcode = Api.openTube(capacity);
        Api.take(barcode, members);
        return barcode;
    }

    private static ValidatableResponse reportWith(String barcode, String field, Object value) {
        return Api.reportOne(Api.report(Map.of("tube", barcode, "accession", Api.fresh("A"), field, value)));
    }

    private static ValidatableResponse reportWithKey(String key, String report) {
        return Api.json(Api.lab(), report)
                .header("Idempotency-Key", key)
                .post("/v1/results")
                .then();
    }

    private static void counted(int accepted, int duplicates, int rejected, ValidatableResponse answer) {
        answer.statusCode(200)
                .body("accepted", equalTo(accepted))
                .body("duplicates", equalTo(duplicates))
                .body("rejected", hasSize(rejected));
    }

    private static void rejected(String slug, ValidatableResponse answer) {
        counted(0, 0, 1, answer);
        answer.body("rejected[0].line", equalTo(1)).body("rejected[0].type", equalTo("urn:vouch:problem:" + slug));
    }

    @Test
    void noEventLoopReadsABody() {
        Api.reportOne(Api.report("NO-SUCH-TUBE", "negative", Api.fresh("A"))).statusCode(200);
        Api.reportMany(Api.report("NO-SUCH-TUBE", "negative", Api.fresh("A"))).statusCode(200);
        assertThat(WatchedReportReader.THREADS_COULD_BE_BLOCKED).containsExactly(true);
    }

    @Test
    void aBodyThatDoesNotSayWhatItIsIsNotGuessedAt() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/results"))
                .header("Authorization", "Bearer " + Api.lab())
                .POST(HttpRequest.BodyPublishers.ofString("{\"tube\":\"half a report"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("urn:vouch:problem:unsupported-media-type");
    }
}
