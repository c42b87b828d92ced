package org.vouch.testresult.results.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.Events;
import org.vouch.testresult.testing.ServiceTest;

@ServiceTest
class OwnResultsResourceTest {
    @BeforeEach
    void ready() {
        Api.awaitReady();
    }

    @Test
    void nothingIsKnownOfSomebodyNew() {
        Api.results(UUID.randomUUID())
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("items", hasSize(0))
                .body("next", nullValue());
    }

    @Test
    void tellsTheOutcomeItsLineageAndItsStagesAndNothingOfTheLab() {
        var person = UUID.randomUUID();
        var other = UUID.randomUUID();
        var barcode = Api.openTube(5);
        var sampledAt = Instant.parse("2026-11-01T08:00:00.123456Z");
        var testedAt = Instant.parse("2026-11-01T12:30:00Z");
        Api.take(barcode, Api.sampling("pass", "of:" + person, sampledAt)).statusCode(201);
        Api.take(barcode, Api.sampling("pass", "of:" + other, sampledAt)).statusCode(201);
        var sealedAt = Api.seal(barcode).extract().<String>path("sealedAt");
        Api.reportOne(Api.report(Map.of("tube", barcode, "accession", "A-own-" + barcode, "testedAt", testedAt)))
                .body("accepted", equalTo(1));

        var answer =
                Api.results(person).statusCode(200).body("items", hasSize(1)).extract();
        Map<String, Object> item = answer.jsonPath().getMap("items[0]");
        assertThat(item)
                .containsOnlyKeys(
                        "id", "outcome", "sampledAt", "testedAt", "reportedAt", "version", "lineage", "stages");
        assertThat(item)
                .containsEntry("outcome", "negative")
                .containsEntry("version", 1)
                .containsEntry("sampledAt", sampledAt.toString())
                .containsEntry("testedAt", testedAt.toString())
                .containsEntry(
                        "lineage",
                        List.of(Map.of("version", 1, "outcome", "negative", "reportedAt", item.get("reportedAt"))))
                .containsEntry(
                        "stages",
                        Map.of(
                                "sampledAt",
                                sampledAt.toString(),
                                "sealedAt",
                                sealedAt,
                                "testedAt",
                                testedAt.toString(),
                                "reportedAt",
                                item.get("reportedAt")));
        assertThat(answer.asString()).doesNotContain(other.toString(), barcode, "A-own", "first-lab", Api.SHA256);
    }

    @Test
    void leavesNoAccessRecord() {
        var person = UUID.randomUUID();
        Api.results(person).statusCode(200);
        var collector = Api.fresh("site");
        Api.json(TestTokens.client("collector", collector), Api.pass(person))
                .post("/v1/tubes/NO-SUCH-TUBE/samples")
                .then()
                .statusCode(404);
        assertThat(Events.of("access.records", collector, 1)).hasSize(1);
        assertThat(Events.of("access.records", person.toString())).isEmpty();
    }

    @Test
    void pagesNewestFirstWithoutGapOrRepetition() {
        var person = UUID.randomUUID();
        var lines = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            var barcode = Api.openTube(1);
            Api.take(barcode, person);
            lines.add(Api.report(barcode, "negative", Api.fresh("A")));
        }
        Api.reportMany(lines.toArray(String[]::new)).body("accepted", equalTo(5));
        List<String> whole = Api.results(person).extract().path("items.id");
        assertThat(whole).hasSize(5).doesNotHaveDuplicates();

        var read = new ArrayList<String>();
        String cursor = null;
        do {
            var call = Api.as(TestTokens.resident(person)).queryParam("limit", 2);
            var page = (cursor == null ? call : call.queryParam("cursor", cursor)).get("/v1/results");
            read.addAll(page.path("items.id"));
            cursor = page.path("next");
        } while (cursor != null);
        assertThat(read).isEqualTo(whole);
    }

    @Test
    void anothersCursorOpensNothingOfTheirs() {
        var person = UUID.randomUUID();
        for (var i = 0; i < 2; i++) {
            var barcode = Api.openTube(1);
            Api.take(barcode, person);
            Api.reportOne(Api.report(barcode, "negative", Api.fresh("A")));
        }
        String cursor = Api.as(TestTokens.resident(person))
                .queryParam("limit", 1)
                .get("/v1/results")
                .path("next");
        Api.as(TestTokens.resident(UUID.randomUUID()))
                .queryParam("cursor", cursor)
                .get("/v1/results")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=many",
                "limit=99999999999",
                "cursor=secret",
                "cursor=%00"
            })
    void refusesAPageThatDoesNotExist(String query) {
        var status = Api.as(TestTokens.resident(UUID.randomUUID()))
                .urlEncodingEnabled(false)
                .get("/v1/results?" + query)
                .then()
                .contentType("application/problem+json")
                .extract();
        assertThat(status.statusCode()).isEqualTo(400);
        assertThat(status.asString()).doesNotContain("secret");
    }
}
