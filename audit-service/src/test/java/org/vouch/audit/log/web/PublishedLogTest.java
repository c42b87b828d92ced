package org.vouch.audit.log.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.asAuditor;
import static org.vouch.audit.testing.Calls.asResident;
import static org.vouch.audit.testing.Calls.soon;

import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.audit.testing.AccessFixture;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.LogProcesses;
import org.vouch.audit.testing.Topics;
import org.vouch.log.check.CheckingLog;
import org.vouch.log.check.CheckingReceipt;
import org.vouch.log.check.Head;
import org.vouch.log.check.Source;
import org.vouch.log.check.Untrue;
import org.vouch.log.hash.Hash;
import org.vouch.log.tree.Proofs;
import org.vouch.log.tree.Verdict;

@AuditTest
class PublishedLogTest {
    @Inject
    Pool pool;

    private final UUID subject = UUID.randomUUID();

    @Test
    void aCheckerThatSharesOnlyTheHashRebuildsItFromWhatIsServed() throws Exception {
        published(aLook().about(subject), aLook().about(null).refused());
        var server = Source.server(URI.create(address()), () -> TestTokens.client("auditor", "checker"));
        assertThat(new CheckingLog(server, LogProcesses.trust()).check().size()).isGreaterThan(1);
    }

    @Test
    void theCheckpointIsSignedCosignedAndShortLived() {
        var size = published(aLook().about(subject)).size();
        var answer = given().get("/checkpoint")
                .then()
                .statusCode(200)
                .header("Content-Type", "text/plain;charset=utf-8")
                .header("Cache-Control", "public, max-age=1")
                .extract()
                .asString();
        assertThat(head(answer).size()).isGreaterThanOrEqualTo(size);
        assertThat(answer.lines()).hasSize(7);
    }

    @Test
    void tilesMayBeKeptForEverAndPartialOnesAreTheBeginningOfLargerOnes() {
        var size = published(aLook().about(subject), aLook().about(subject)).size();
        var width = (int) Math.min(size, 255);
        var larger = tile("/tile/0/000.p/" + width);
        assertThat(larger).hasSize(width * Hash.BYTES);
        assertThat(tile("/tile/0/000.p/1")).isEqualTo(Arrays.copyOf(larger, Hash.BYTES));
        given().get("/tile/0/000.p/1").then().header("Cache-Control", "public, max-age=31536000, immutable");
        asAuditor("reader")
                .get("/tile/entries/000.p/1")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .contentType("application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tile/0/999",
                "/tile/0/000.p/256",
                "/tile/0/000.p/0",
                "/tile/0/0",
                "/tile/0/x000/000",
                "/tile/00/000.p/1",
                "/tile/6/000.p/1",
                "/tile/7/000.p/1",
                "/tile/64/000.p/1",
                "/tile/-1/000",
                "/tile/0/x999/x999/x999/999",
                "/tile/entries/999",
                "/tile/entries/000.p/",
                "/tile/entries/x",
                "/tile/entries/x999/x999/x999/x999/x999/999"
            })
    void whatThePublishedTreeHasNotIsNotFoundAndNotKept(String path) {
        published(aLook());
        asAuditor("reader")
                .get(path)
                .then()
                .statusCode(404)
                .header("Cache-Control", "no-store")
                .body("type", equalTo("urn:vouch:problem:not-found"));
    }

    @Test
    void provesWhereAnEntryIsByIndexAndByRecord() {
        var look = aLook().about(subject);
        published(look);
        var byRecord = given().queryParam("entry", look.id().toString()).get("/v1/proofs/inclusion");
        var index = byRecord.then().statusCode(200).extract().jsonPath().getLong("index");
        var proof = given().queryParam("entry", index)
                .get("/v1/proofs/inclusion")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var head = head(proof.getString("checkpoint"));
        assertThat(proof.getLong("size")).isEqualTo(head.size());
        assertThat(Proofs.inclusion(
                        Hash.ofBase64(proof.getString("leafHash")),
                        index,
                        head.size(),
                        hashes(proof.getList("path")),
                        head.root()))
                .isEqualTo(new Verdict.Holds());
    }

    @Test
    void provesThatItOnlyGrew() {
        var before = published(aLook());
        var after = published(aLook(), aLook(), aLook());
        assertThat(after.size()).isGreaterThan(before.size());
        var path = given().queryParam("from", before.size())
                .queryParam("to", after.size())
                .get("/v1/proofs/consistency")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<String>getList("path");
        assertThat(Proofs.consistency(before.size(), after.size(), hashes(path), before.root(), after.root()))
                .isEqualTo(new Verdict.Holds());
        given().get("/v1/proofs/consistency?from=0&to=1").then().statusCode(200).body("path", equalTo(List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "inclusion?entry=, 400",
        "inclusion, 400",
        "inclusion?entry=-1, 400",
        "inclusion?entry=01, 400",
        "inclusion?entry=x, 400",
        "inclusion?entry=9999999999999999999, 400",
        "inclusion?entry=999999999, 404",
        "inclusion?entry=00000000-0000-4000-8000-000000000001, 404",
        "consistency, 400",
        "consistency?from=1, 400",
        "consistency?to=1, 400",
        "consistency?from=2&to=1, 400",
        "consistency?from=-1&to=1, 400",
        "consistency?from=1&to=99999999, 404"
    })
    void whatIsNoQuestionAboutThePublishedTreeIsRefused(String question, int status) {
        given().get("/v1/proofs/" + question).then().statusCode(status);
    }

    @Test
    void aReceiptVerifiesWithoutAskingAnybodyAndTellsWhatWasLogged() throws Exception {
        var look = aLook().about(subject).byClient("checkpoint", "north-gate", "North Gate");
        published(look);
        var receipt = receipt(subject, look.id())
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Content-Type", "text/plain;charset=utf-8")
                .extract()
                .asString();
        var proven = CheckingReceipt.check(receipt, LogProcesses.trust());
        assertThat(proven.entry()).contains("\"id\":\"" + look.id() + "\"", "\"outcome\":\"granted\"");
        assertThat(proven.details())
                .isEqualTo("{\"action\":\"proxy-lookup\",\"purpose\":\"entry\",\"label\":\"North Gate\"}");

        var lines = receipt.lines().toList();
        for (var line = 1; line < lines.size(); line++) {
            if (!lines.get(line).isEmpty()) {
                var forged = String.join("\n", changed(lines, line)) + "\n";
                assertThatThrownBy(() -> CheckingReceipt.check(forged, LogProcesses.trust()))
                        .as(forged)
                        .isInstanceOf(Untrue.class);
            }
        }
    }

    @Test
    void nobodyElseGetsAReceiptNorLearnsWhetherThereIsOne() {
        var look = aLook().about(subject);
        var nobodys = aLook().about(null).refused();
        published(look, nobodys);
        var unknown = receipt(subject, UUID.randomUUID()).then().statusCode(404).extract();
        for (var answer : List.of(receipt(UUID.randomUUID(), look.id()), receipt(subject, nobodys.id()))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.asString()).isEqualTo(unknown.asString());
        }
        asResident(subject).get("/v1/accesses/x/receipt").then().statusCode(404);
    }

    /** A restored backup: fewer entries than were signed. */
    @Test
    void whereTheTablesEndBeforeWhatWasSignedNothingIsPublishedAndReadingGoesOn() {
        var size = published(aLook().about(subject)).size();
        change("update log_size set entries = entries - 1");
        try {
            soon().until(() -> metric("vouch_log_disagreement") == 1);
            assertThat(served().size()).isEqualTo(size);
            asResident(subject).get("/v1/accesses").then().statusCode(200);
        } finally {
            change("update log_size set entries = entries + 1");
        }
        soon().until(() -> metric("vouch_log_disagreement") == 0);
        assertThat(published(aLook()).size()).isGreaterThan(size);
    }

    /** Whoever has the database could let it keep an older checkpoint, and what came after it would be unchecked. */
    @Test
    void whereTheDatabaseDoesNotKeepWhatIsPublishedThatIsTold() {
        var size = published(aLook().about(subject)).size();
        change("create function keeps_nothing() returns trigger language plpgsql as 'begin return null; end'");
        change(
                "create trigger keeps_nothing before update on log_checkpoint for each row execute function keeps_nothing()");
        try (var topics = new Topics()) {
            topics.send(aLook());
            soon().until(() -> metric("vouch_log_disagreement") == 1);
            assertThat(served().size()).isEqualTo(size);
        } finally {
            change("drop function keeps_nothing() cascade");
        }
        soon().until(() -> metric("vouch_log_disagreement") == 0);
    }

    /** Until all of them are under the published checkpoint. */
    private static Head published(AccessFixture... looks) {
        try (var topics = new Topics()) {
            topics.send(looks);
        }
        for (var look : looks) {
            soon().until(() -> given().queryParam("entry", look.id().toString())
                            .get("/v1/proofs/inclusion")
                            .statusCode()
                    == 200);
        }
        return served();
    }

    private static Head served() {
        return head(given().get("/checkpoint").then().statusCode(200).extract().asString());
    }

    private static Head head(String note) {
        try {
            return LogProcesses.trust().head(note);
        } catch (Untrue e) {
            throw new AssertionError(e);
        }
    }

    private static io.restassured.response.Response receipt(UUID person, UUID look) {
        return asResident(person).get("/v1/accesses/" + look + "/receipt");
    }

    private static byte[] tile(String path) {
        return given().get(path)
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .extract()
                .asByteArray();
    }

    private static List<Hash> hashes(List<String> texts) {
        return texts.stream().map(Hash::ofBase64).toList();
    }

    private static List<String> changed(List<String> lines, int at) {
        var changed = new java.util.ArrayList<>(lines);
        var line = lines.get(at);
        var middle = line.length() / 2;
        changed.set(
                at,
                line.startsWith("index ")
                        ? line + "1"
                        : line.substring(0, middle)
                                + (line.charAt(middle) == 'x' ? 'y' : 'x')
                                + line.substring(middle + 1));
        return changed;
    }

    private static double metric(String name) {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
    }

    private void change(String sql) {
        var unused = pool.query(sql).execute().await().atMost(Patience.LONG);
    }

    private static String address() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }
}
