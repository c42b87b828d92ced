package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Enforced;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.facesession.ShownFaces;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.Events;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;

/** Somebody in demand is there for checkpoints, and for no resident, who cannot tell that from anybody who is not there. */
@ServiceTest
class ShieldTest {
    private static final Somebody SOUGHT = Somebody.LI;
    private static final Somebody HELPER = Somebody.ZHANG;

    private final ObjectMapper json = new ObjectMapper();

    @Inject
    ShownFaces faces;

    private UUID sought = UUID.randomUUID();

    @AfterEach
    void unshielded() {
        Enforced.unshield(sought);
    }

    @Test
    void noResidentProvesThatTheyAreThereAndNobodyIsToldWhy() throws Exception {
        sought = person(faces.loggedIn(SOUGHT));
        var helper = faces.loggedIn(HELPER);
        check(helper, SOUGHT.number()).then().statusCode(200);

        Enforced.shield(sought, Instant.now().plus(1, ChronoUnit.HOURS));
        await().atMost(Patience.LONG).until(() -> check(helper, SOUGHT.number()).statusCode() == 403);
        var refused = told(check(helper, SOUGHT.number()));
        assertThat(refused).isEqualTo(told(check(helper, Somebody.unknownNumber(31))));
        assertThat(refused.get("body")).contains("presence-not-proven").doesNotContain("shield");
        assertThat(told(grant(helper, SOUGHT))).isEqualTo(refused);

        var gate = TestTokens.client("checkpoint", "gate-of-shields");
        check(gate, SOUGHT.number()).then().statusCode(200);
        Api.login(faces.shown("login", null, SOUGHT), SOUGHT.number(), SOUGHT.fullName())
                .then()
                .statusCode(200);

        var records = Events.of("access.records", person(helper).toString(), 5);
        var last = json.readTree(records.get(records.size() - 1).value());
        assertThat(last.path("action").asText()).isEqualTo("delegation");
        assertThat(last.path("reason").asText()).isEqualTo("subject-shielded");
        assertThat(last.path("subject").asText()).isEqualTo(sought.toString());

        Enforced.unshield(sought);
        faces.enrolled(SOUGHT);
        await().atMost(Patience.LONG).until(() -> check(helper, SOUGHT.number()).statusCode() == 200);
    }

    private Response check(String token, String number) {
        return Api.check(token, faces.shown("presence", token, SOUGHT), number, SOUGHT.fullName());
    }

    private Response grant(String helper, Somebody dependant) {
        return Api.as(helper)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "faceSession",
                        faces.shown("presence", helper, HELPER),
                        "document",
                        Map.of("type", "resident-id", "number", HELPER.number()),
                        "dependant",
                        Map.of(
                                "faceSession",
                                faces.shown("presence", helper, dependant),
                                "document",
                                Map.of("type", "resident-id", "number", dependant.number()),
                                "name",
                                dependant.fullName()),
                        "scopes",
                        List.of("code"),
                        "until",
                        Instant.now().plus(30, ChronoUnit.DAYS).toString()))
                .post("/v1/delegations");
    }

    private static UUID person(String token) throws Exception {
        return UUID.fromString(TokensTest.verified(token, "at+jwt").getSubject());
    }

    private static Map<String, String> told(Response answer) {
        var told = new TreeMap<String, String>();
        answer.getHeaders().forEach(header -> told.put(header.getName(), header.getValue()));
        told.put("status", Integer.toString(answer.statusCode()));
        told.put("body", answer.asString());
        return told;
    }
}
