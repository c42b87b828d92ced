package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vouch.audit.client.testing.Patience;
import org.vouch.identity.facesession.ShownFaces;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;

/** A client may have the consent on record before the first picture; then it is that one, and no other. */
@ServiceTest
class ConsentTest {
    private static final Somebody LI = Somebody.LI;
    private static final String VERSION = "2026-11-before";

    @Inject
    ShownFaces faces;

    @Inject
    Pool pool;

    @Test
    void isOnRecordBeforeAPictureAndTheEnrolmentHasNoOther() {
        var given = Instant.now().minus(Duration.ofMinutes(3));
        var opened = open("enrolment", VERSION, given.toString());
        opened.then().statusCode(201);
        var row = sql("select consent_at, state, submissions from face_session where consent_text = '" + VERSION + "'");
        assertThat(row.size()).isOne();
        assertThat(row.iterator().next()).satisfies(recorded -> {
            assertThat(recorded.getOffsetDateTime("consent_at").toInstant())
                    .isEqualTo(given.truncatedTo(ChronoUnit.MILLIS));
            assertThat(recorded.getString("state")).isEqualTo("open");
            assertThat(recorded.getInteger("submissions")).isZero();
        });

        var session = faces.shownIn(opened.path("id"), LI);
        differs(enrol(session, "2026-12", given));
        differs(enrol(session, VERSION, given.plusSeconds(1)));
        // Whoever it is said to be, and the session is as it was.
        enrol(session, VERSION, given).then().statusCode(201);
    }

    @Test
    void isAskedForAtTheEnrolmentAsEver() {
        enrol(faces.shown("enrolment", null, LI), VERSION, Instant.now()).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({
        "login, 2026-11, 0, consent",
        "enrolment, v 1, 0, consent.textVersion",
        "enrolment, 2026-11, 120, consent.givenAt",
        "enrolment, 2026-11, -86460, consent.givenAt"
    })
    void isRefusedWhereItCannotBeSo(String purpose, String version, long ahead, String field) {
        open(purpose, version, Instant.now().plusSeconds(ahead).toString())
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:vouch:problem:malformed-request"))
                .body("violations[0].field", equalTo(field));
    }

    private static void differs(Response answer) {
        answer.then().statusCode(422).body("type", equalTo("urn:vouch:problem:consent-differs"));
    }

    private static Response open(String purpose, String version, String givenAt) {
        return Api.as(null)
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", purpose, "consent", Map.of("textVersion", version, "givenAt", givenAt)))
                .post("/v1/face-sessions");
    }

    private static Response enrol(String session, String version, Instant givenAt) {
        return Api.as(null)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "faceSession",
                        session,
                        "document",
                        Map.of("type", LI.type(), "number", LI.number()),
                        "name",
                        LI.fullName(),
                        "consent",
                        Map.of("textVersion", version, "givenAt", givenAt.toString())))
                .post("/v1/enrolments");
    }

    private RowSet<Row> sql(String statement) {
        return pool.query(statement).execute().await().atMost(Patience.LONG);
    }
}
