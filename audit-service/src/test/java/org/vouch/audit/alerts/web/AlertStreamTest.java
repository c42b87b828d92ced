package org.vouch.audit.alerts.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.vouch.audit.testing.AlertFixture.anAlert;
import static org.vouch.audit.testing.Calls.asAuditor;
import static org.vouch.audit.testing.Calls.asResident;
import static org.vouch.audit.testing.Calls.soon;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.alerts.RaisingAlert;
import org.vouch.audit.client.revocation.Revocations;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.SentEvents;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.EventStream;

@AuditTest
class AlertStreamTest {
    @Inject
    RaisingAlert raising;

    @Inject
    DataSource database;

    @Inject
    MeterRegistry meters;

    private final String auditor = "auditor-" + UUID.randomUUID();

    @Test
    void tellsOfAlertsAsTheyAreRaisedAndDecided() {
        try (var stream = open(null)) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
            var here = stream.next();
            assertThat(here.data()).isEmpty();
            assertThat(here.id()).matches("[0-9]+");

            var alert = anAlert().raise(raising);
            var raised = eventOf(stream, alert);
            assertThat(raised.getString("state")).isEqualTo("open");
            assertThat(raised.getString("rule")).isEqualTo("own-growth");
            assertThat(raised.getString("requester.pseudonym")).matches("[0-9a-f]{32}");

            asAuditor(auditor)
                    .contentType(ContentType.JSON)
                    .body("{\"decision\":\"dismiss\",\"note\":\"seen\"}")
                    .post("/v1/alerts/" + alert + "/decisions")
                    .then()
                    .statusCode(200);
            var decided = eventOf(stream, alert);
            assertThat(decided.getString("state")).isEqualTo("dismissed");
            assertThat(decided.getString("decision.note")).isEqualTo("seen");
        }
    }

    @Test
    void fromThePlaceBeforeAnAlertItComesAgainAsItWasThen() {
        String before;
        try (var stream = open(null)) {
            before = stream.next().id();
        }
        var alert = anAlert().raise(raising);
        asAuditor(auditor)
                .contentType(ContentType.JSON)
                .body("{\"decision\":\"confirm\",\"note\":\"seen\"}")
                .post("/v1/alerts/" + alert + "/decisions")
                .then()
                .statusCode(200);
        try (var stream = open(before)) {
            assertThat(eventOf(stream, alert).getString("state")).isEqualTo("open");
            assertThat(eventOf(stream, alert).getString("state")).isEqualTo("confirmed");
        }
    }

    @Test
    void resumingAgainAndAgainLosesNothingAndRepeatsNothingWhileAlertsAreRaisedAtTheSameTime() throws Exception {
        String last;
        try (var stream = open(null)) {
            last = stream.next().id();
        }
        var raised = new ConcurrentLinkedQueue<String>();
        var raisers = IntStream.range(0, 4)
                .mapToObj(one -> CompletableFuture.runAsync(() -> {
                    for (var i = 0; i < 12; i++) {
                        raised.add(anAlert().raise(raising).toString());
                    }
                }))
                .toList();
        var seen = new ArrayList<String>();
        var place = Long.parseLong(last);
        while (raisers.stream().anyMatch(raiser -> !raiser.isDone()) || !seen.containsAll(raised)) {
            try (var stream = open(Long.toString(place))) {
                for (var i = 0; i < 5 && !(raised.size() == 48 && seen.containsAll(raised)); i++) {
                    var event = stream.event();
                    assertThat(event.id()).isEqualTo(Long.toString(++place));
                    seen.add(JsonPath.from(event.data()).getString("id"));
                }
            }
        }
        for (var raiser : raisers) {
            raiser.get(10, TimeUnit.SECONDS);
        }
        assertThat(raised).hasSize(48);
        assertThat(seen).doesNotHaveDuplicates().containsAll(raised);
    }

    @Test
    void aPositionIsThereBeforeTheNextOneIsGivenWhicheverTransactionBeganFirst() throws SQLException {
        var first = anAlert().raise(raising);
        var second = anAlert().raise(raising);
        try (var one = database.getConnection();
                var other = database.getConnection()) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            touch(one, first, "confirmed");
            touch(other, second, "confirmed");
            other.commit();
            var afterOther = last(other);
            one.commit();
            assertThat(last(other)).isEqualTo(afterOther + 1);
            assertThat(alertAt(other, afterOther)).isEqualTo(second);
            assertThat(alertAt(other, afterOther + 1)).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.0", "9999999999999999", "99999999999999999999999"})
    void aPlaceThatTheStreamNeverGaveIsRefused(String last) {
        asAuditor(auditor)
                .header("Last-Event-ID", last)
                .get("/v1/alerts/stream")
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:vouch:problem:malformed-request"))
                .body("violations[0].field", equalTo("Last-Event-ID"));
    }

    @Test
    void isForAuditorsAlone() {
        for (var token : List.of(TestTokens.client("lab", "lab-1"), TestTokens.resident(UUID.randomUUID()))) {
            given().auth()
                    .oauth2(token)
                    .get("/v1/alerts/stream")
                    .then()
                    .statusCode(403)
                    .contentType(startsWith("application/problem+json"));
        }
        asResident(UUID.randomUUID())
                .accept("text/event-stream")
                .get("/v1/alerts/stream")
                .then()
                .statusCode(403);
    }

    @Test
    void aCommentShowsThatTheStreamIsAlive() {
        try (var stream = open(null)) {
            assertThat(stream.next().comment()).isEqualTo("here");
            var beat = stream.next();
            while (!beat.data().isEmpty()) {
                beat = stream.next();
            }
            assertThat(beat.comment()).isEqualTo("alive");
        }
    }

    @Test
    void endsWithTheToken() {
        var token = TestTokens.token(claims -> {
            claims.setSubject(auditor);
            claims.setStringListClaim("groups", "auditor");
            var expires = NumericDate.now();
            expires.addSeconds(2);
            claims.setExpirationTime(expires);
        });
        try (var stream = EventStream.open(token, null)) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.ended()).isFalse();
            soon().until(stream::ended);
        }
    }

    @Test
    void endsWhenTheAuditorIsRevoked() {
        try (var stream = open(null)) {
            assertThat(stream.next().comment()).isEqualTo("here");
            SentEvents.send(
                    Revocations.TOPIC,
                    Revocations.CLIENT_REVOKED,
                    Revocations.ofClient(auditor),
                    "{\"client\":\"" + auditor + "\"}");
            soon().atMost(Patience.LONG).until(stream::ended);
        }
    }

    @Test
    void oneAuditorHasFourStreamsAndAFifthWhenOneOfThemHasEnded() {
        var open = new ArrayList<EventStream>();
        try {
            for (var i = 0; i < 4; i++) {
                open.add(open(null));
                assertThat(open.get(i).next().comment()).isEqualTo("here");
            }
            asAuditor(auditor)
                    .get("/v1/alerts/stream")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", matchesPattern("[0-9]+"))
                    .body("type", equalTo("urn:vouch:problem:too-many-requests"));
            open.remove(0).close();
            soon().until(() -> {
                try (var again = open(null)) {
                    return again.status() == 200;
                }
            });
        } finally {
            open.forEach(EventStream::close);
        }
    }

    @Test
    void whoReadsNothingIsCutOff() throws Exception {
        var alert = anAlert().raise(raising);
        String before;
        try (var stream = open(null)) {
            before = stream.next().id();
        }
        happenOften(alert);
        var cut = meters.counter("vouch.alert.streams.cut.off").count();
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress("localhost", io.restassured.RestAssured.port));
            socket.getOutputStream()
                    .write(("GET /v1/alerts/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                                    + "Authorization: Bearer " + TestTokens.client("auditor", auditor)
                                    + "\r\nLast-Event-ID: " + before + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            soon().until(() -> meters.counter("vouch.alert.streams.cut.off").count() > cut);
            soon().until(() -> isAtItsEnd(socket));
        }
    }

    private static boolean isAtItsEnd(Socket socket) {
        try {
            socket.setSoTimeout(1_000);
            return socket.getInputStream().readNBytes(1_000_000).length < 1_000_000;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Much more than any buffer on the way holds. */
    private void happenOften(UUID alert) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("with here as (update alert_change_count set last = last + 8000 returning last)"
                    + " insert into alert_change (position, alert, state) select here.last - 8000 + nth, '" + alert
                    + "', 'open' from here, generate_series(1, 8000) as nth");
            connection.commit();
        }
    }

    private static void touch(java.sql.Connection connection, UUID alert, String state) throws SQLException {
        try (var update =
                connection.prepareStatement("update alert set state = ?, decided_by = 'a', decided_at = now(),"
                        + " version = version + 1 where id = ?")) {
            update.setString(1, state);
            update.setObject(2, alert);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static long last(java.sql.Connection connection) throws SQLException {
        try (var rows = connection.createStatement().executeQuery("select max(position) from alert_change")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static UUID alertAt(java.sql.Connection connection, long position) throws SQLException {
        try (var rows = connection
                .createStatement()
                .executeQuery("select alert from alert_change where position = " + position)) {
            rows.next();
            return rows.getObject(1, UUID.class);
        }
    }

    private EventStream open(@org.jspecify.annotations.Nullable String last) {
        return EventStream.open(TestTokens.client("auditor", auditor), last);
    }

    /** Other tests may raise alerts meanwhile: the first one of this alert. */
    private static JsonPath eventOf(EventStream stream, UUID alert) {
        var passed = new HashSet<String>();
        while (true) {
            var event = stream.event();
            assertThat(passed.add(String.valueOf(event.id()))).isTrue();
            var data = JsonPath.from(event.data());
            if (alert.toString().equals(data.getString("id"))) {
                return data;
            }
        }
    }
}
