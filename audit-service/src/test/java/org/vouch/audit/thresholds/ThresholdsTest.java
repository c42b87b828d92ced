package org.vouch.audit.thresholds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.asAuditor;
import static org.vouch.audit.testing.Calls.ready;
import static org.vouch.audit.testing.Calls.soon;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;

/** From an auditor's proposal to the rules, which run on. */
@AuditTest
class ThresholdsTest {
    private static final String LIMIT = "many-subjects.limits.officer";
    private static final String NOBODY = "/v1/thresholds/00000000-0000-4000-8000-000000000001/approval";

    @Inject
    DataSource database;

    @Test
    void twoAuditorsChangeWhatTheRunningRulesAllow() throws Exception {
        ready();
        assertThat(limit()).isEqualTo(40);
        var id = propose("auditor-1", LIMIT, 2)
                .statusCode(201)
                .body("approved", nullValue())
                .body("proposedBy", equalTo("auditor-1"))
                .extract()
                .<String>path("id");
        approve(id, "auditor-1").statusCode(403).body("type", equalTo("urn:vouch:problem:same-auditor"));
        assertThat(limit()).isEqualTo(40);
        int version = approve(id, "auditor-2").statusCode(200).extract().path("approved.version");
        approve(id, "auditor-3").statusCode(409).body("type", equalTo("urn:vouch:problem:already-approved"));
        assertThat(limit()).isEqualTo(2);

        var officer = "officer-" + UUID.randomUUID();
        try (var topics = new Topics()) {
            await().atMost(Patience.LONG).pollInterval(Duration.ofMillis(200)).until(() -> {
                topics.send(aLook().byClient("officer", officer, "Desk"));
                return !alertsOf(officer).isEmpty();
            });
        }
        assertThat(asAuditor("auditor-1")
                        .get("/v1/alerts/" + alertsOf(officer).get(0))
                        .jsonPath()
                        .getMap("thresholds"))
                .containsEntry("version", version)
                .containsEntry("distinctSubjects", 2);

        String back = propose("auditor-2", LIMIT, 40).extract().path("id");
        approve(back, "auditor-1").statusCode(200);
        assertThat(limit()).isEqualTo(40);
        soon().until(() -> logged(id) == 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"values\":[],\"reason\":\"why\"}",
                "{\"values\":[{\"threshold\":\"many-strangers.limit\",\"value\":9}],\"reason\":\" \"}",
                "{\"values\":[{\"threshold\":\"many-strangers.limit\"}],\"reason\":\"why\"}",
                "{\"values\":[{\"threshold\":\"many-strangers.limit\",\"value\":64}],\"reason\":\"why\"}",
                "{\"values\":[{\"threshold\":\"many-strangers.limit\",\"value\":9.5}],\"reason\":\"why\"}",
                "{\"values\":[{\"threshold\":\"many-strangers.limit\",\"value\":\"NaN\"}],\"reason\":\"why\"}",
                "{\"values\":[{\"threshold\":\"uncounted-actions\",\"value\":1}],\"reason\":\"why\"}",
                "{\"values\":[{\"threshold\":\"many-strangers.limit\",\"value\":9},{\"threshold\":\"many-strangers.limit\",\"value\":8}],"
                        + "\"reason\":\"why\"}"
            })
    void aMalformedProposalIsRefusedAndChangesNothing(String body) {
        var before = changes();
        asAuditor("auditor-1")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/thresholds")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:vouch:problem:malformed-request"));
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    void whatDoesNotExistIsNotAgreedTo() {
        asAuditor("auditor-1").post(NOBODY).then().statusCode(404);
        asAuditor("auditor-1")
                .queryParam("limit", 0)
                .get("/v1/thresholds")
                .then()
                .statusCode(400);
    }

    private static float limit() {
        return asAuditor("auditor-1")
                .get("/v1/thresholds")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .param("name", LIMIT)
                .getFloat("values.find { it.threshold == name }.value");
    }

    private static List<String> changes() {
        return asAuditor("auditor-1").get("/v1/thresholds").jsonPath().getList("items.id");
    }

    private static List<String> alertsOf(String client) {
        return asAuditor("auditor-1")
                .queryParam("limit", 100)
                .get("/v1/alerts")
                .jsonPath()
                .param("client", client)
                .getList("items.findAll { it.requester.clientId == client }.id");
    }

    private static ValidatableResponse propose(String auditor, String name, int value) {
        return asAuditor(auditor)
                .contentType(ContentType.JSON)
                .body("{\"values\":[{\"threshold\":\"%s\",\"value\":%d}],\"reason\":\"why\"}".formatted(name, value))
                .post("/v1/thresholds")
                .then();
    }

    private static ValidatableResponse approve(String id, String auditor) {
        return asAuditor(auditor).post("/v1/thresholds/" + id + "/approval").then();
    }

    private int logged(String change) throws java.sql.SQLException {
        try (var connection = database.getConnection();
                var entries = connection.prepareStatement("select count(*) from log_entry where kind = 'thresholds'"
                        + " and position(convert_to(?, 'UTF8') in bytes) > 0")) {
            entries.setString(1, change);
            try (var rows = entries.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
