package org.vouch.audit.client.door;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.CutDatabase;
import org.vouch.audit.client.testing.CutDatabase.DatabaseLine;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.PlatformResource;
import org.vouch.audit.client.testing.TestTokens;

/** While the database is away: nothing is disclosed without its record, nothing half-done stays, and nobody is told 500. */
@QuarkusTest
@TestProfile(DoorWithoutDatabaseTest.Alone.class)
@WithTestResource(value = PlatformResource.class, initArgs = @ResourceArg(name = "database", value = "door"))
@WithTestResource(value = CutDatabase.class, initArgs = @ResourceArg(name = "database", value = "door"))
class DoorWithoutDatabaseTest {
    @SuppressWarnings("NullAway.Init")
    DatabaseLine line;

    @Inject
    Pool pool;

    /** Another start of the service, for this class alone. */
    public static class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("vouch.http.answered-within", "4s", "vouch.http.received-within", "2s");
        }
    }

    @BeforeEach
    void whole() {
        line.mend();
        await().atMost(Patience.LONG).until(() -> look("gate-warm").extract().statusCode() == 200);
    }

    @Test
    void noRecordNoAnswer() {
        var gate = "gate-" + UUID.randomUUID();
        var before = recorded();
        look(gate).statusCode(200);

        line.cut();
        for (var i = 0; i < 3; i++) {
            isUnavailable(look(gate));
        }
        line.mend();
        await().atMost(Patience.LONG).until(() -> look(gate).extract().statusCode() == 200);

        assertThat(recorded()).isEqualTo(before + 2);
    }

    @Test
    void whatWasRefusedLeavesNothingAndGoesThroughLater() {
        var token = TestTokens.resident(UUID.randomUUID());
        var key = UUID.randomUUID().toString();

        line.cut();
        isUnavailable(note(token, key));
        isUnavailable(note(token, key));
        line.mend();
        await().atMost(Patience.LONG).until(() -> note(token, key).extract().statusCode() == 200);

        var once = note(token, key).statusCode(200).extract().<Integer>path("effects");
        note(token, key).statusCode(200).body("effects", equalTo(once));
    }

    @Test
    void nobodyWaitsForLongBehindADatabaseThatHangs() {
        line.stall();
        var begun = System.nanoTime();
        isUnavailable(look("gate-" + UUID.randomUUID()));
        isUnavailable(note(TestTokens.resident(UUID.randomUUID()), "key"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Patience.LONG);
    }

    @Test
    void whoTricklesLosesTheConnection() throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout((int) Patience.LONG.toMillis());
            socket.getOutputStream()
                    .write(
                            "POST /door/large HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nx"
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            // Closed as well, only less politely.
        }
    }

    @Test
    void whatNeedsNoDatabaseGoesOn() {
        line.cut();
        given().auth()
                .oauth2(TestTokens.resident(UUID.randomUUID()))
                .get("/door/own")
                .then()
                .statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
    }

    private static ValidatableResponse look(String gate) {
        return given().auth()
                .oauth2(TestTokens.client("checkpoint", gate))
                .get("/door/look")
                .then();
    }

    private static ValidatableResponse note(String token, String key) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{\"text\":\"a\",\"at\":\"2026-11-01T00:00:00Z\"}")
                .post("/door/notes")
                .then();
    }

    private static void isUnavailable(ValidatableResponse answer) {
        var seconds = answer.statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:vouch:problem:overloaded"))
                .extract()
                .header("Retry-After");
        assertThat(Integer.parseInt(seconds)).isPositive();
    }

    private long recorded() {
        return pool.query("select coalesce(max(last), 0) from access_sequence")
                .execute()
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getLong(0);
    }
}
