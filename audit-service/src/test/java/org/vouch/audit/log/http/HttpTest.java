package org.vouch.audit.log.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vouch.audit.client.testing.Dripping;

/** The time limits here only end a test that would never end. */
class HttpTest {
    private final Http http = new Http(Duration.ofMillis(300));

    @Test
    @Timeout(120)
    void anAnswerThatDoesNotEndIsGivenUp() throws IOException {
        try (var witness = new Dripping("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx")) {
            assertThatThrownBy(() -> http.send(HttpRequest.newBuilder(witness.address())))
                    .isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    @Timeout(120)
    void anAnswerThatIsTooLongIsNotRead() throws IOException {
        var patient = new Http(Duration.ofSeconds(20));
        try (var witness =
                new Dripping("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(Http.MOST_BYTES + 1))) {
            assertThatThrownBy(() -> patient.send(HttpRequest.newBuilder(witness.address())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("too long");
        }
    }

    @Test
    void anAnswerIsReadAsItIs() throws Exception {
        try (var witness = new Dripping("HTTP/1.1 409 Conflict\r\nContent-Length: 3\r\n\r\n17\n")) {
            var patient = new Http(Duration.ofSeconds(20));
            var answer = patient.send(HttpRequest.newBuilder(witness.address()));
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).isEqualTo("17\n");
        }
    }
}
