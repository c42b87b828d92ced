package org.vouch.testresult.tubes.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.ServiceTest;

/** A collector's connection breaks while the service works: what was begun is done, and the repeat gets its answer. */
@ServiceTest
class LostAnswerTest {
    @Inject
    Pool pool;

    @BeforeEach
    void ready() {
        Api.awaitReady();
    }

    @Test
    void aSampleThatWasBegunIsTakenAndTheRepeatWithItsKeyIsToldSo() throws IOException {
        var barcode = Api.openTube(5);
        var path = "/v1/tubes/" + barcode + "/samples";
        var body = Api.pass(UUID.randomUUID());
        var key = Api.fresh("key");
        lostWhile("select 1 from tube where barcode = $1 for update", barcode, path, key, body);

        await().atMost(Patience.LONG).untilAsserted(() -> repeat(path, key, body, 201, "samples", 1));
        Api.seal(barcode).body("samples", equalTo(1));
    }

    @Test
    void aTubeThatWasBegunIsOpenedAndTheRepeatWithItsKeyIsToldSo() throws IOException {
        var barcode = Api.fresh("T");
        var body = Api.opening(barcode, 5);
        var key = Api.fresh("key");
        lostWhile(
                "insert into tube (barcode, organisation, site, capacity, opened_at) values ($1, 'x', 'x', 1, now())",
                barcode,
                "/v1/tubes",
                key,
                body);

        await().atMost(Patience.LONG).untilAsserted(() -> repeat("/v1/tubes", key, body, 201, "barcode", barcode));
    }

    /** Sends the call, waits until it meets {@code obstacle}, hangs up, and only then takes the obstacle away. */
    private void lostWhile(String obstacle, String barcode, String path, String key, String body) throws IOException {
        var connection = pool.getConnection().await().atMost(Patience.LONG);
        try {
            var transaction = connection.begin().await().atMost(Patience.LONG);
            connection
                    .preparedQuery(obstacle)
                    .execute(Tuple.of(barcode))
                    .await()
                    .atMost(Patience.LONG);
            var socket = send(path, key, body);
            await().atMost(Patience.LONG).until(() -> waiting(connection) == 1);
            socket.setSoLinger(true, 0);
            socket.close();
            // A call behind it on the same server: the hanging up is noticed by now.
            Api.as(Api.collector()).get("/v1/results").then().statusCode(403);
            assertThat(waiting(connection)).isEqualTo(1);
            transaction.rollback().await().atMost(Patience.LONG);
        } finally {
            connection.close().await().atMost(Patience.LONG);
        }
    }

    private static long waiting(SqlConnection connection) {
        return connection
                .query("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database()")
                .execute()
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getLong(0);
    }

    private static Socket send(String path, String key, String body) throws IOException {
        var socket = new Socket("localhost", RestAssured.port);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + Api.collector() + "\r\nIdempotency-Key: " + key + "\r\nContent-Length: "
                + bytes.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return socket;
    }

    private static void repeat(String path, String key, String body, int status, String field, Object value) {
        Api.json(Api.collector(), body)
                .header("Idempotency-Key", key)
                .post(path)
                .then()
                .statusCode(status)
                .body(field, equalTo(value));
    }
}
