package org.vouch.audit.client.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.PlatformResource;
import org.vouch.audit.client.testing.TestTokens;

/** A body in chunks announces no length: it is refused like any other as soon as it is too large. */
@QuarkusTest
@WithTestResource(value = PlatformResource.class, initArgs = @ResourceArg(name = "database", value = "door"))
class EndlessBodiesTest {
    private static final String CHUNK = "1000\r\n%s\r\n";
    private static final String LAST = "0\r\n\r\n";

    @ParameterizedTest
    @CsvSource({
        "/door/notes, application/json, [, false",
        "/door/notes, application/json, [, true",
        "/door/notes, application/json, ' ', true",
        "/door/notes, application/json, ' ', false",
        "/door/large, text/plain, x, true",
        "/door/large, text/plain, x, false",
        "/door/raw, text/plain, x, true",
        "/door/raw, text/plain, x, false"
    })
    void isAProblemAndNoFailureOfOurs(String path, String type, String character, boolean ends) throws IOException {
        try (var errors = new Errors()) {
            var answer =
                    send(path, type, CHUNK.formatted(character.repeat(4096)).repeat(75) + (ends ? LAST : ""));
            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .contains("application/problem+json", "urn:vouch:problem:too-large");
            // What its reader makes of the end of it comes later.
            await().during(Duration.ofMillis(300)).atMost(Patience.LONG).untilAsserted(() -> assertThat(errors.seen)
                    .isEmpty());
        }
    }

    @Test
    void isTakenWhileItIsSmallEnough() throws Exception {
        var chunks = CHUNK.formatted("x".repeat(4096)).repeat(40) + LAST;
        assertThat(send("/door/large", "text/plain", chunks)).startsWith("HTTP/1.1 200 ");
        var note = "{\"text\":\"a\",\"at\":\"2026-11-01T00:00:00Z\"}";
        var blank = CHUNK.formatted(" ".repeat(4096)).repeat(10);
        assertThat(send(
                        "/door/notes",
                        "application/json",
                        blank + Integer.toHexString(note.length()) + "\r\n" + note + "\r\n" + LAST))
                .startsWith("HTTP/1.1 200 ");
    }

    /** The length that is announced is a small one, and the body has no end. */
    @ParameterizedTest
    @CsvSource({"/door/notes, application/json, [", "/door/large, text/plain, x", "/door/raw, text/plain, x"})
    void ofTwoLengthsNoneIsBelieved(String path, String type, String character) throws IOException {
        var chunks = CHUNK.formatted(character.repeat(4096)).repeat(75) + LAST;
        assertThat(send("HTTP/1.0", "Content-Length: 5\r\n", path, type, chunks))
                .startsWith("HTTP/1.0 400 ");
        // Of these two, one is left when we see it.
        assertThat(send("HTTP/1.1", "Content-Length: 5\r\n", path, type, chunks))
                .startsWith("HTTP/1.1 413 ");
    }

    private static String send(String path, String type, String chunks) throws IOException {
        return send("HTTP/1.1", "", path, type, chunks);
    }

    private static String send(String version, String more, String path, String type, String chunks)
            throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout((int) Patience.LONG.toMillis());
            socket.getOutputStream()
                    .write(("POST " + path + " " + version + "\r\nHost: localhost\r\n" + more + "Authorization: Bearer "
                                    + TestTokens.resident(UUID.randomUUID()) + "\r\nContent-Type: " + type
                                    + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            var bytes = new byte[4096];
            while (!answer.toString().contains("\r\n\r\n")
                    || !answer.toString().endsWith("}") && answer.indexOf("problem") > 0) {
                var read = socket.getInputStream().read(bytes);
                if (read < 0) {
                    break;
                }
                answer.append(new String(bytes, 0, read, StandardCharsets.US_ASCII));
            }
            return answer.toString();
        }
    }

    /** What is logged as an error, by anybody but the broker of the tests, which runs in this JVM and may be slow. */
    private static final class Errors extends Handler implements AutoCloseable {
        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        Errors() {
            Logger.getLogger("").addHandler(this);
        }

        @Override
        public void publish(LogRecord record) {
            var broker = record.getLoggerName().startsWith("org.apache.kafka.");
            if (!broker && record.getLevel().intValue() > Level.WARNING.intValue()) {
                seen.add(record.getLoggerName() + ": " + record.getMessage());
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            Logger.getLogger("").removeHandler(this);
        }
    }
}
