package org.vouch.local.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GatewayTest {

    private static final int PATIENCE = 120;
    private static final String READY = "/q/health/ready";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Gateway> gateways = new ArrayList<>();

    @AfterEach
    void stop() {
        gateways.forEach(Gateway::close);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aServiceSeesItsOwnPathsAndTheWholeCall() throws Exception {
        int gateway = before(Map.of("audit", List.of(service(call -> call.body().onSuccess(body -> call.response()
                .setStatusCode(201)
                .putHeader("X-Own", "kept")
                .end(call.method() + " " + call.uri() + " " + call.getHeader("Authorization") + " " + body))))));

        HttpResponse<String> answer = http.send(
                to(gateway, "/audit/v1/alerts?rule=ring&limit=2")
                        .header("Authorization", "Bearer x")
                        .method("POST", BodyPublishers.ofString("words"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("X-Own")).hasValue("kept");
        assertThat(answer.body()).isEqualTo("POST /v1/alerts?rule=ring&limit=2 Bearer x words");
    }

    /** What a caller claims about where they are, and what they would have taken away on the way, changes nothing. */
    @Test
    void theCallersAddressIsWhatTheGatewaySeesWhateverTheCallerSays() throws Exception {
        int gateway = before(Map.of("audit", List.of(service(GatewayTest::headers))));

        String heard = raw(
                gateway,
                "GET /audit/v1 HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-For: 10.0.0.1\r\nx-forwarded-for: 10.0.0.2\r\n"
                        + "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Prefix: /x\r\n"
                        + "Forwarded: for=10.0.0.3\r\nX-Real-IP: 10.0.0.4\r\nX-Hop: 1\r\n"
                        + "Connection: close\r\nConnection: X-Forwarded-For, X-Hop\r\n\r\n");

        assertThat(heard)
                .contains("x-forwarded-for=127.0.0.1\n", "from=" + Gateway.OWN_ADDRESS + "\n")
                .doesNotContain(
                        "10.0.0", "evil", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-prefix", "x-hop");
    }

    @Test
    void nobodyOutsideChoosesATrace() throws Exception {
        int gateway = before(Map.of("audit", List.of(service(GatewayTest::headers))));

        String heard = raw(
                gateway,
                "GET /audit/v1 HTTP/1.1\r\nHost: x\r\nTraceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n"
                        + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01\r\n"
                        + "tracestate: vendor=chosen\r\nBaggage: person=chosen\r\nX-Other: kept\r\nConnection: close\r\n\r\n");

        assertThat(heard).contains("x-other=kept\n").doesNotContain("4bf92f", "chosen", "trace", "baggage");
    }

    @Test
    void aStaffSessionIsForTheServiceThatKnowsItAlone() throws Exception {
        SocketAddress echo = service(call -> {
            call.response().putHeader("Set-Cookie", "a=b");
            headers(call);
        });
        int gateway = before(Map.of("identity", List.of(echo), "audit", List.of(echo)));

        HttpResponse<String> identity = get(gateway, "/identity/v1", "Cookie", "s=secret");
        HttpResponse<String> audit = get(gateway, "/audit/v1", "Cookie", "s=secret");

        assertThat(identity.body()).contains("cookie=s=secret");
        assertThat(identity.headers().firstValue("Set-Cookie")).hasValue("a=b");
        assertThat(audit.body()).doesNotContain("secret");
        assertThat(audit.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void eventsPassOneByOneAndTheServiceHearsThatTheReaderHasGone() throws Exception {
        CompletableFuture<HttpServerRequest> reading = new CompletableFuture<>();
        CountDownLatch gone = new CountDownLatch(1);
        int gateway = before(Map.of("audit", List.of(service(call -> {
            call.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
            call.response().closeHandler(end -> gone.countDown());
            call.response().write("id: 1\n\n");
            reading.complete(call);
        }))));

        HttpResponse<InputStream> answer =
                http.send(to(gateway, "/audit/v1/alerts/stream").build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("id: 1");
            assertThat(lines.readLine()).isEmpty();
            // The second one is sent when the first one has been read: a gateway that kept it would stand still here.
            reading.get(PATIENCE, TimeUnit.SECONDS).response().write("id: 2\n\n");
            assertThat(lines.readLine()).isEqualTo("id: 2");
        }

        assertThat(gone.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aBodyPassesWhileItIsStillBeingSent() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        int gateway = before(Map.of("identity", List.of(service(call -> {
            call.handler(part -> begun.countDown());
            call.endHandler(end -> call.response().end("whole"));
        }))));

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway)) {
            socket.getOutputStream()
                    .write(
                            ("POST /identity/v1/frames HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\nConnection: close\r\n\r\nhalf")
                                    .getBytes(ISO_8859_1));
            assertThat(begun.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
            socket.getOutputStream().write("half".getBytes(ISO_8859_1));
            assertThat(read(socket)).endsWith("whole");
        }
    }

    @Test
    void theProcessesOfAServiceTakeTurns() throws Exception {
        int gateway = before(
                Map.of("audit", List.of(service(call -> call.response().end("one")), service(call -> call.response()
                        .end("two")))));

        assertThat(List.of(
                        get(gateway, "/audit/v1").body(),
                        get(gateway, "/audit/v1").body(),
                        get(gateway, "/audit/v1").body(),
                        get(gateway, "/audit/v1").body()))
                .containsExactly("one", "two", "one", "two");
    }

    @Test
    void aProcessThatTakesNoConnectionIsPassedOverAndLosesNoCall() throws Exception {
        int gateway = before(Map.of("audit", List.of(nobody(), service(call -> call.body()
                .onSuccess(body -> call.response().end(body))))));

        for (int call = 0; call < 4; call++) {
            HttpResponse<String> answer = http.send(
                    to(gateway, "/audit/v1")
                            .method("POST", BodyPublishers.ofString("call " + call))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("call " + call);
        }
    }

    /** It may have been done: to send it to another one could do it twice. */
    @Test
    void aCallThatWasSentIsNotSentAgain() throws Exception {
        List<String> calls = new ArrayList<>();
        int gateway = before(Map.of(
                "audit",
                List.of(
                        service(call -> {
                            calls.add("one");
                            call.connection().close();
                        }),
                        service(call -> {
                            calls.add("two");
                            call.response().end();
                        }))));

        HttpResponse<String> answer = http.send(
                to(gateway, "/audit/v1/suspensions")
                        .method("POST", BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"urn:vouch:problem:bad-gateway\"", "\"status\":502");
        assertThat(calls).containsExactly("one");
    }

    @Test
    void aServiceThatIsAwayIsAProblemThatSaysToTryAgain() throws Exception {
        int gateway = before(Map.of("audit", List.of(nobody(), nobody())));

        HttpResponse<String> answer = get(gateway, "/audit/v1");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After"))
                .hasValueSatisfying(wait -> assertThat(Integer.parseInt(wait)).isBetween(1, 3));
        assertThat(answer.body()).contains("\"type\":\"urn:vouch:problem:overloaded\"");
    }

    /** Each holds a connection to the service for as long as it likes. */
    @Test
    void manyBodiesThatDoNotComeKeepNobodyElseFromAnAnswer() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        int gateway = before(Map.of("audit", List.of(service(call -> {
            begun.incrementAndGet();
            call.body().onSuccess(body -> call.response().end("whole"));
        }))));
        List<Socket> slow = new ArrayList<>();
        try {
            for (int one = 0; one < 300; one++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway);
                slow.add(socket);
                socket.getOutputStream()
                        .write("POST /audit/v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{".getBytes(ISO_8859_1));
            }
            assertThat(get(gateway, "/audit/v1").body()).isEqualTo("whole");
            assertThat(begun).hasPositiveValue();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** What a process had not sent when it died must not look like the end of the answer. */
    @Test
    void anAnswerThatBreaksOffIsNotTakenForAWholeOne() throws Exception {
        int gateway = before(Map.of("audit", List.of(service(call -> {
            if (call.path().endsWith("chunks")) {
                call.response().setChunked(true);
            } else {
                call.response().putHeader("Content-Length", "100");
            }
            var unused = call.response().write("begun").onComplete(sent -> call.connection()
                    .close());
        }))));

        for (String path : List.of("/audit/v1/chunks", "/audit/v1/length")) {
            assertThatThrownBy(() -> get(gateway, path)).as(path).isInstanceOf(IOException.class);
        }
    }

    @Test
    void trickyPathsReachNobody() throws Exception {
        List<String> reached = new ArrayList<>();
        SocketAddress service = service(call -> {
            reached.add(call.uri());
            call.response().end();
        });
        int gateway = before(Map.of("identity", List.of(service), "audit", List.of(service)));

        for (String path : List.of(
                "/audit/../identity/v1",
                "/audit/%2e%2e/identity",
                "//identity/v1",
                "/audit/..%2fidentity",
                "/audit/q%2fmetrics",
                "/audit/q/metrics",
                "/audit/q/health",
                "http://localhost/audit/q/metrics")) {
            assertThat(raw(gateway, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .as(path)
                    .containsPattern("^HTTP/1.1 40[04] ")
                    .contains("application/problem+json");
        }

        assertThat(reached).isEmpty();
    }

    @Test
    void thePageAtTheRootRunsNoScriptAndLinksToWhatThereIs() throws Exception {
        int gateway = before(Map.of());

        HttpResponse<String> page = get(gateway, "/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'; style-src 'self'"));
        assertThat(page.body())
                .contains("href=\"audit/ops\"", "href=\"audit/v1/report\"")
                .doesNotContain("<script", "style=");
        assertThat(get(gateway, "/gateway.css").headers().firstValue("Content-Type"))
                .hasValue("text/css;charset=UTF-8");
    }

    /** It goes on answering: only what it says of itself tells that it is about to stop. */
    @Test
    @Timeout(PATIENCE)
    void aProcessThatSaysItIsNotReadyIsAskedNothingWhileAnotherIs() throws Exception {
        AtomicBoolean ready = new AtomicBoolean(true);
        CountDownLatch heard = new CountDownLatch(2);
        int gateway = before(Map.of(
                "audit",
                List.of(
                        process(call -> {
                            if (call.path().equals(READY) && !ready.get()) {
                                // The answer to the question before has been heard when the next one comes.
                                heard.countDown();
                                call.response().setStatusCode(503).end();
                            } else {
                                call.response().end("one");
                            }
                        }),
                        service(call -> call.response().end("two")))));
        assertThat(List.of(
                        get(gateway, "/audit/v1").body(),
                        get(gateway, "/audit/v1").body()))
                .containsExactlyInAnyOrder("one", "two");

        ready.set(false);
        assertThat(heard.await(PATIENCE, TimeUnit.SECONDS)).isTrue();

        assertThat(List.of(
                        get(gateway, "/audit/v1").body(),
                        get(gateway, "/audit/v1").body(),
                        get(gateway, "/audit/v1").body()))
                .containsOnly("two");
        ready.set(true);
        while (!get(gateway, "/audit/v1").body().equals("one")) {
            Thread.sleep(50);
        }
    }

    /** A caller of one service sees it as if it were one process, with all that it has. */
    @Test
    void theProcessesOfAServiceHaveOneAddressWithoutTheServicesName() throws Exception {
        SocketAddress echo = service(call ->
                call.response().end(call.uri() + " " + call.getHeader("Cookie") + " " + call.getHeader("traceparent")));
        Gateway gateway = Gateway.before(Map.of("audit", List.of(echo, echo)));
        gateways.add(gateway);
        int address = gateway.open("audit", 0);

        assertThat(get(address, "/internal/v1?x=%2F", "Cookie", "a=b", "traceparent", "00-1")
                        .body())
                .isEqualTo("/internal/v1?x=%2F a=b 00-1");
        assertThat(raw(address, "GET http://localhost/v1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    private int before(Map<String, List<SocketAddress>> replicas) {
        Gateway gateway = Gateway.before(replicas);
        gateways.add(gateway);
        return gateway.open(0);
    }

    /** Says that it is ready when it is asked that, and answers like this what else it is asked. */
    private SocketAddress service(Handler<HttpServerRequest> answer) {
        return process(call -> {
            if (call.path().equals(READY)) {
                call.response().end();
            } else {
                answer.handle(call);
            }
        });
    }

    private SocketAddress process(Handler<HttpServerRequest> answer) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return SocketAddress.inetSocketAddress(server.actualPort(), "127.0.0.1");
    }

    private static SocketAddress nobody() throws IOException {
        try (ServerSocket momentary = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return SocketAddress.inetSocketAddress(momentary.getLocalPort(), "127.0.0.1");
        }
    }

    private static void headers(HttpServerRequest call) {
        Map<String, String> heard = new TreeMap<>();
        call.headers()
                .forEach(header -> heard.merge(
                        header.getKey().toLowerCase(java.util.Locale.ROOT), header.getValue(), (a, b) -> a + "," + b));
        StringBuilder words = new StringBuilder("from=" + call.remoteAddress().hostAddress() + "\n");
        heard.forEach(
                (name, value) -> words.append(name).append('=').append(value).append('\n'));
        call.response().end(words.toString());
    }

    private HttpResponse<String> get(int gateway, String path, String... headers) throws Exception {
        HttpRequest.Builder request = to(gateway, path);
        return http.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(int gateway, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + gateway + path));
    }

    private static String raw(int gateway, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway)) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return read(socket);
        }
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
}
