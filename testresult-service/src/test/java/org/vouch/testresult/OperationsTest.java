package org.vouch.testresult;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.ServiceTest;

/** What operators see of it. */
@ServiceTest
class OperationsTest {
    @Test
    void isReadyWithTheDatabaseAndAKeyOfTheIssuer() {
        Api.awaitReady();
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("token-keys", "Reactive PostgreSQL connections health check"));
    }

    @Test
    void countsItsWorkAndNamesNobody() {
        Api.awaitReady();
        var person = UUID.randomUUID();
        var barcode = Api.openTube(1);
        Api.take(barcode, person);
        Api.reportOne(Api.report(barcode, "negative", Api.fresh("A"))).statusCode(200);
        var metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();
        assertThat(metrics)
                .contains("vouch_reports_total{decision=\"accepted\"}")
                .containsPattern("http_server_requests_seconds_bucket\\{.*uri=\"/v1/tubes\".*le=\"0.3\"")
                .doesNotContain(person.toString(), barcode);
    }

    @Test
    void measuresItsOwnPathsAndNoneThatCameIn() throws Exception {
        var path = "/v1/tubes/not-" + UUID.randomUUID();
        send("POST " + path + " HTTP/1.1\r\nContent-Length: 99999999", "413");
        send("GET " + path + "% HTTP/1.1", "400");
        send("GET " + path + "?a=%zz HTTP/1.1", "");
        send("GET " + path + "/nowhere HTTP/1.1", "404");
        send("OPTIONS " + path + " HTTP/1.1\r\nOrigin: x", "");
        send("SECRET /v1/tubes HTTP/1.1", "");
        Api.awaitReady();
        Api.seal(Api.openTube(1)).statusCode(200);
        // A call is counted after its answer has gone.
        await().atMost(Patience.LONG).untilAsserted(() -> assertThat(measured())
                .contains("uri=\"UNKNOWN\"", "uri=\"NOT_FOUND\"", "status=\"413\"")
                .contains("uri=\"/v1/tubes\"", "uri=\"/v1/tubes/{barcode}/seal\"", "method=\"OTHER\"")
                .doesNotContain("not-", "SECRET"));
    }

    private static String measured() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("http_server_requests"))
                .collect(Collectors.joining("\n"));
    }

    private static void send(String head, String status) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout((int) Patience.LONG.toMillis());
            socket.getOutputStream().write((head + "\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 " + status);
        }
    }
}
