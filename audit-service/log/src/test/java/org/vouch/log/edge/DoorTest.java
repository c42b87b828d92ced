package org.vouch.log.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoorTest {
    private static final String BEGINNING = "POST /append HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n";

    @Test
    void isReachedFromThisMachineAloneUnlessItIsToldOtherwise() {
        assertThat(Door.address("8086")).isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8086));
        assertThat(Door.address("0.0.0.0:8086").getAddress().isAnyLocalAddress())
                .isTrue();
        assertThat(Door.address("0.0.0.0:8086").getPort()).isEqualTo(8086);
    }

    @Test
    void whoeverBeginsARequestAndWaitsKeepsNobodyOut() throws Exception {
        var here = InetAddress.getLoopbackAddress();
        try (var door = Door.open(new InetSocketAddress(here, 0), asked -> {
                    var unused = asked.body(10);
                    return Answer.of(200, "");
                });
                var one = new Socket(here, door.port());
                var other = new Socket(here, door.port());
                var third = new Socket(here, door.port())) {
            one.getOutputStream().write("P".getBytes(StandardCharsets.US_ASCII));
            other.getOutputStream().write(BEGINNING.getBytes(StandardCharsets.US_ASCII));
            third.getOutputStream().write((BEGINNING + "\r\nhalf").getBytes(StandardCharsets.US_ASCII));
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + door.port() + "/checkpoint"))
                    .timeout(Duration.ofMinutes(2))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
