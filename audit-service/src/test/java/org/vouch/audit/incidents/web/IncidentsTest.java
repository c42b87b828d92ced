package org.vouch.audit.incidents.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.AlertFixture.anAlert;
import static org.vouch.audit.testing.Calls.asAuditor;
import static org.vouch.audit.testing.Calls.soon;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vouch.audit.alerts.RaisingAlert;
import org.vouch.audit.incidents.Incident;
import org.vouch.audit.testing.AccessFixture;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;

@AuditTest
class IncidentsTest {
    @Inject
    RaisingAlert raising;

    private final UUID incident = UUID.randomUUID();
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final UUID wanted = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Test
    void showsAllOfARingInOnePlaceByPseudonymsOnly() {
        var looks = List.of(
                aLook().by(first).about(wanted),
                aLook().by(second).about(wanted),
                aLook().by(second).about(other));
        logged(looks);
        var one = anAlert()
                .of("ring")
                .in(incident)
                .by(first)
                .about(looks.get(0).id())
                .raise(raising);
        var two = anAlert()
                .of("ring")
                .in(incident)
                .by(second)
                .about(looks.get(1).id(), looks.get(2).id())
                .raise(raising);
        var three = anAlert().of("own-growth").in(incident).by(second).raise(raising);

        var shown = one(incident);
        assertThat(shown.getString("state")).isEqualTo("open");
        assertThat(shown.getList("rules")).containsExactly("own-growth", "ring");
        assertThat(shown.getList("alerts.id")).containsExactly(three.toString(), two.toString(), one.toString());
        assertThat(shown.getList("accounts.alerts")).containsExactly(2, 1);
        assertThat(shown.getList("accounts.pseudonym"))
                .containsExactly(shown.getString("alerts[0].account"), shown.getString("alerts[2].account"));
        assertThat(shown.getList("accounts.clientId")).containsOnlyNulls();
        assertThat(shown.getList("people.pseudonym"))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(pseudonym -> pseudonym.toString().matches("[0-9a-f]{32}"));
        assertThat(shown.getList("people.accounts", Integer.class)).containsExactlyInAnyOrder(2, 1);
        assertThat(shown.<String>getList("people.find { it.accounts == 2 }.by"))
                .containsExactlyInAnyOrderElementsOf(shown.getList("accounts.pseudonym"));
        assertThat(shown.<String>getList("people.find { it.accounts == 1 }.by"))
                .containsExactly(shown.getString("accounts[0].pseudonym"));
        for (var person : List.of(first, second, wanted, other)) {
            assertThat(shown.prettify()).doesNotContain(person.toString());
        }

        var listed = inTheList();
        assertThat(listed.getInt("alerts")).isEqualTo(3);
        assertThat(listed.getInt("accounts")).isEqualTo(2);
        assertThat(listed.getString("raisedAt")).isEqualTo(shown.getString("raisedAt"));
        assertThat(listed.getString("firstAt")).isEqualTo(shown.getString("firstAt"));
    }

    @Test
    void standsAsItsAlertsDo() {
        var one = anAlert().in(incident).by(first).raise(raising);
        var two = anAlert().in(incident).by(second).raise(raising);
        decide(one, "confirm");
        assertThat(one(incident).getString("state")).isEqualTo("open");
        decide(two, "dismiss");
        assertThat(one(incident).getString("state")).isEqualTo("confirmed");
        assertThat(inTheList().getString("state")).isEqualTo("confirmed");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, open", "0, 1, confirmed", "0, 0, dismissed"})
    void isOpenWhileAnAlertIs(long open, long confirmed, String state) {
        assertThat(Incident.stateOf(open, confirmed).wire()).isEqualTo(state);
    }

    @Test
    void listsEachOncePageByPage() {
        for (var i = 0; i < 3; i++) {
            var together = anAlert();
            var unused = together.raise(raising);
            unused = anAlert().in(together.incident()).raise(raising);
        }
        var whole =
                asAuditor("auditor-1").get("/v1/incidents?limit=100").jsonPath().getList("items.id");
        assertThat(whole).doesNotHaveDuplicates();
        var walked = new ArrayList<Object>();
        String cursor = null;
        do {
            var request = asAuditor("auditor-1").queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/incidents")
                    .jsonPath();
            walked.addAll(page.getList("items.id"));
            cursor = page.getString("next");
        } while (cursor != null && !walked.containsAll(whole));
        // What other tests caused may have been raised meanwhile, and stands before all of these.
        assertThat(walked).doesNotHaveDuplicates();
        assertThat(walked.stream().filter(whole::contains).toList()).isEqualTo(whole);
    }

    @Test
    void whatDoesNotExistIsNotFoundAndAMalformedParameterIsNamed() {
        asAuditor("auditor-1").get("/v1/incidents/" + UUID.randomUUID()).then().statusCode(404);
        asAuditor("auditor-1").get("/v1/incidents/nothing").then().statusCode(404);
        asAuditor("auditor-1")
                .get("/v1/incidents?limit=0")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("limit"));
        asAuditor("auditor-1").get("/v1/incidents?cursor=x").then().statusCode(400);
    }

    private static void logged(List<AccessFixture> looks) {
        try (var topics = new Topics()) {
            topics.send(looks.toArray(AccessFixture[]::new));
        }
        for (var look : looks) {
            soon().until(() -> asAuditor("auditor-1")
                            .get("/v1/proofs/inclusion?entry=" + look.id())
                            .statusCode()
                    == 200);
        }
    }

    private static JsonPath one(UUID id) {
        return asAuditor("auditor-1")
                .get("/v1/incidents/" + id)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .jsonPath();
    }

    private JsonPath inTheList() {
        var list = asAuditor("auditor-1")
                .get("/v1/incidents?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var place = list.getList("items.id").indexOf(incident.toString());
        assertThat(place).isNotNegative();
        return list.setRootPath("items[" + place + "]");
    }

    private static void decide(UUID alert, String decision) {
        asAuditor("auditor-1")
                .contentType(ContentType.JSON)
                .body("{\"decision\":\"" + decision + "\",\"note\":\"seen\"}")
                .post("/v1/alerts/" + alert + "/decisions")
                .then()
                .statusCode(200);
    }
}
