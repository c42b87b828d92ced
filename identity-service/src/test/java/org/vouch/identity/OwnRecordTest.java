package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.facesession.ShownFaces;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.Contracts;
import org.vouch.identity.testing.Enforcements;
import org.vouch.identity.testing.Events;
import org.vouch.identity.testing.Held;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;

/** A person's own record from enrolment to erasure, with the events that other services see of it. */
@ServiceTest
class OwnRecordTest {
    private static final Somebody OYANG = Somebody.OYANG;
    private static final String PERSONS = "identity.persons";

    @Inject
    DataSource database;

    @Inject
    ShownFaces faces;

    @Inject
    Suspensions suspensions;

    @Inject
    Sweeps sweeps;

    @ConfigProperty(name = "vouch.enrolment.returns-a-day")
    int returns;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aFaceIsWithdrawnAndGivenBackAndAPersonErased() throws Exception {
        var login = Api.loggedIn(OYANG);
        String token = login.path("access_token");
        var person = TokensTest.verified(token, "at+jwt").getSubject();
        Api.as(token)
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("maskedName", equalTo("欧**"))
                .body("documentType", equalTo("resident-id"))
                .body("face", equalTo("enrolled"))
                .body("enrolAgain", equalTo(false))
                .header("Cache-Control", "no-store");
        // As it was when the recogniser was another one.
        becomes("template_model = 'older 1'");
        Api.as(token).get("/v1/me").then().body("face", equalTo("enrolled")).body("enrolAgain", equalTo(true));

        Api.as(token).delete("/v1/me/face").then().statusCode(204);
        Api.as(token).delete("/v1/me/face").then().statusCode(204);
        Api.as(token).get("/v1/me").then().body("face", equalTo("withdrawn")).body("enrolAgain", equalTo(false));
        Api.login(Api.shown("login", null, OYANG), OYANG.number(), OYANG.fullName())
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));

        Api.enrolled(OYANG);
        Api.as(token).get("/v1/me").then().body("face", equalTo("enrolled")).body("enrolAgain", equalTo(false));
        // Of whom it was not kept.
        becomes("template_model = null");
        Api.as(token).get("/v1/me").then().body("enrolAgain", equalTo(false));

        Api.as(token).delete("/v1/me").then().statusCode(204);
        Api.as(token).delete("/v1/me").then().statusCode(204);
        Api.as(token).get("/v1/me").then().statusCode(404);
        Api.as(token)
                .contentType("application/json")
                .body(Map.of("purpose", "presence"))
                .post("/v1/face-sessions")
                .then()
                .statusCode(401);
        Api.refresh(login.path("refresh_token")).then().statusCode(400);
        Api.login(Api.shown("login", null, OYANG), OYANG.number(), OYANG.fullName())
                .then()
                .statusCode(400);

        var again = TokensTest.verified(Api.loggedIn(OYANG).path("access_token"), "at+jwt")
                .getSubject();
        assertThat(again).isNotEqualTo(person);

        var events = Events.of(PERSONS, person, 4);
        assertThat(events.stream().map(event -> Events.header(event, "ce_type")))
                .containsExactly(
                        "org.vouch.identity.PersonEnrolled.v1",
                        "org.vouch.identity.FaceWithdrawn.v1",
                        "org.vouch.identity.PersonEnrolled.v1",
                        "org.vouch.identity.PersonErased.v1");
        var schemas = new String[] {"person-enrolled", "face-withdrawn", "person-enrolled", "person-erased"};
        for (var i = 0; i < schemas.length; i++) {
            var payload = json.readTree(events.get(i).value());
            assertThat(Contracts.defects(schemas[i], payload)).isEmpty();
            assertThat(payload.path("person").asText()).isEqualTo(person);
            assertThat(Events.header(events.get(i), "ce_source")).isEqualTo("/identity-service");
        }
    }

    /** Otherwise whoever is suspended looks at others again two minutes later, with no past. */
    @Test
    void whoErasesThemselvesWhileSuspendedDoesNotComeBackBeforeThatIsOver() throws Exception {
        String token = faces.loggedIn(OYANG);
        var person = TokensTest.verified(token, "at+jwt").getSubject();
        Api.as(token).delete("/v1/me").then().statusCode(204);
        // The rules may be slower than whoever runs from them.
        Enforcements.suspend(person);
        await().atMost(Patience.LONG).until(() -> suspensions.suspended(person));
        refusedToEnrol();

        Enforcements.reinstate(person);
        await().atMost(Patience.LONG).until(() -> !suspensions.suspended(person));
        assertThat(TokensTest.verified(faces.loggedIn(OYANG), "at+jwt").getSubject())
                .isNotEqualTo(person);
    }

    /** Whoever follows the events knows whether a face is on record. */
    /** A suspension that an auditor confirms has no end: whoever sits out the day that a rule's one lasts is still suspended. */
    @Test
    void norWhoWaitsUntilOthersWouldBeForgotten() throws Exception {
        String token = faces.loggedIn(OYANG);
        var person = TokensTest.verified(token, "at+jwt").getSubject();
        Api.as(token).delete("/v1/me").then().statusCode(204);
        Enforcements.suspend(person);
        await().atMost(Patience.LONG).until(() -> suspensions.suspended(person));
        update("update erased_document set erased_at = erased_at - interval '2 days' where person = '" + person + "'");
        sweeps.now().await().atMost(Patience.LONG);
        refusedToEnrol();

        Enforcements.reinstate(person);
        await().atMost(Patience.LONG).until(() -> !suspensions.suspended(person));
        sweeps.now().await().atMost(Patience.LONG);
        faces.loggedIn(OYANG);
    }

    /** Each time they would be somebody whom no quota and no rule has seen. */
    @Test
    void nobodyComesBackAgainAndAgainWithinADay() throws Exception {
        String token = faces.loggedIn(OYANG);
        Api.as(token).delete("/v1/me").then().statusCode(204);
        update("insert into erased_document (person, document_index, erased_at)"
                + " select gen_random_uuid(), (select document_index from erased_document order by erased_at desc limit 1), now()"
                + " from generate_series(1, " + returns + ")");
        refusedToEnrol();

        update("update erased_document set erased_at = erased_at - interval '2 days'");
        sweeps.now().await().atMost(Patience.LONG);
        faces.loggedIn(OYANG);
    }

    private void refusedToEnrol() throws Exception {
        Api.enrol(faces.shown("enrolment", null, OYANG), OYANG.number(), OYANG.fullName())
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:enrolment-refused"));
    }

    @Test
    void aFaceThatIsWithdrawnDuringARepeatedEnrolmentComesBackWithItsEvent() throws Exception {
        String token = Api.loggedIn(OYANG).path("access_token");
        var person = TokensTest.verified(token, "at+jwt").getSubject();
        var session = Api.shown("enrolment", null, OYANG);
        try (var held = Held.after(database, "update person set template = null where person = '" + person + "'")) {
            var repeated = CompletableFuture.supplyAsync(
                    () -> Api.enrol(session, OYANG.number(), OYANG.fullName()).statusCode());
            held.untilSoManyWait(1).commit();
            assertThat(repeated.join()).isEqualTo(201);
        }
        Api.as(token).get("/v1/me").then().body("face", equalTo("enrolled"));
        Api.as(token).delete("/v1/me").then().statusCode(204);
        assertThat(Events.of(PERSONS, person, 2).stream().map(event -> Events.header(event, "ce_type")))
                .startsWith("org.vouch.identity.PersonEnrolled.v1", "org.vouch.identity.PersonEnrolled.v1");
    }

    @Test
    void isForResidentsAlone() {
        for (var path : new String[] {"/v1/me", "/v1/me/face"}) {
            Api.as(null).delete(path).then().statusCode(401);
            for (var role : new String[] {"checkpoint", "collector", "lab", "officer", "auditor", "admin", "service"}) {
                Api.as(TestTokens.client(role, "c")).delete(path).then().statusCode(403);
            }
        }
        Api.as(null).get("/v1/me").then().statusCode(401);
        Api.as(TestTokens.client("officer", "c")).get("/v1/me").then().statusCode(403);
        // A token that this service did not make carries no profile.
        Api.as(TestTokens.resident(UUID.randomUUID())).get("/v1/me").then().statusCode(401);
        Api.as(TestTokens.resident(UUID.randomUUID())).delete("/v1/me").then().statusCode(204);
    }

    @Test
    void anothersProfileDoesNotOpen() throws Exception {
        var claims = TokensTest.verified(Api.loggedIn(Somebody.LI).path("access_token"), "at+jwt");
        var profile = claims.getStringClaimValue("prf");
        var stolen = TestTokens.token(other -> other.setStringClaim("prf", profile));
        Api.as(stolen).get("/v1/me").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"person-enrolled", "face-withdrawn", "person-erased", "delegation-granted", "delegation-revoked"
            })
    void everyExampleKeepsToItsSchemaAndTheSchemaIsStrict(String event) {
        var example = Contracts.example(event);
        assertThat(Contracts.defects(event, example)).isEmpty();
        assertThat(Contracts.defects(event, ((ObjectNode) example.deepCopy()).put("name", "x")))
                .isNotEmpty();
        assertThat(Contracts.defects(event, ((ObjectNode) example.deepCopy()).put("at", "2026-11-22T10:00:00")))
                .isNotEmpty();
        example.fieldNames().forEachRemaining(field -> assertThat(
                        Contracts.defects(event, ((ObjectNode) example.deepCopy()).without(field)))
                .as(field)
                .isNotEmpty());
    }

    /** All rows that have a face. */
    private void becomes(String columns) throws SQLException {
        update("update person set " + columns + " where template is not null");
    }

    private void update(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}
