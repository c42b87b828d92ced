package org.vouch.log.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small HTTP server for a process that answers a few trusted callers: every failure is an answer, none a stack trace. */
public final class Door implements AutoCloseable {
    private static final int THREADS = 2;

    /** As the JDK's server reads it, once, in seconds: without it whoever begins a request and waits has a thread for ever. */
    private static final String LONGEST_REQUEST = "sun.net.httpserver.maxReqTime";

    static {
        if (System.getProperty(LONGEST_REQUEST) == null) {
            System.setProperty(LONGEST_REQUEST, "5");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private Door(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** What is behind it. */
    @FunctionalInterface
    public interface Desk {
        Answer answer(Asked asked) throws IOException;
    }

    /**
     * One request.
     *
     * @param query null where there is none, decoded
     */
    public record Asked(
            String method,
            String path,
            @org.jspecify.annotations.Nullable String query,
            @org.jspecify.annotations.Nullable String authorization,
            java.io.InputStream body) {
        /** The body, or empty if it is longer than this. */
        public java.util.Optional<byte[]> body(int mostBytes) throws IOException {
            var read = body.readNBytes(mostBytes + 1);
            return read.length > mostBytes ? java.util.Optional.empty() : java.util.Optional.of(read);
        }
    }

    /**
     * Where a process is told to listen: {@code 8086} on the loopback address, where nobody else reaches it, and {@code
     * 0.0.0.0:8086} on every one, for a cluster in which something else says who may.
     */
    public static InetSocketAddress address(String argument) {
        var colon = argument.lastIndexOf(':');
        var port = Integer.parseInt(argument.substring(colon + 1));
        return colon < 0
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(argument.substring(0, colon), port);
    }

    /** Serves at this address; port 0 takes any free one. */
    public static Door open(InetSocketAddress address, Desk desk) throws IOException {
        var server = HttpServer.create(address, 0);
        var threads = Executors.newFixedThreadPool(THREADS, task -> {
            var thread = new Thread(task, "door");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, desk));
        server.start();
        return new Door(server, threads);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Desk desk) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = desk.answer(new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestURI().getQuery(),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        exchange.getRequestBody()));
            } catch (RuntimeException e) {
                System.err.println("cannot answer: " + e);
                answer = Answer.of(500, "cannot answer\n");
            }
            var body = answer.body();
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
