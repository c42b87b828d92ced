package org.vouch.identity.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The civil registry, which is outside of the process: knows {@link Somebody}, and can be away. */
public final class TestRegistry {
    /** A lock that all copies of this class share. */
    private static final Object OF_THE_JVM = System.class;

    static final String KEY = "the registry's key";
    private static final String PORT = "vouch.test.registry.port";
    private static final String ASKED = "vouch.test.registry.asked";
    private static final String AWAY = "vouch.test.registry.away";

    private TestRegistry() {}

    static int port() {
        synchronized (OF_THE_JVM) {
            var known = System.getProperty(PORT);
            if (known != null) {
                return Integer.parseInt(known);
            }
            try {
                var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.setExecutor(Executors.newFixedThreadPool(4, task -> {
                    var thread = new Thread(task, "test-registry");
                    thread.setDaemon(true);
                    return thread;
                }));
                server.createContext("/v1/portraits", TestRegistry::answer);
                server.start();
                System.setProperty(PORT, Integer.toString(server.getAddress().getPort()));
                return server.getAddress().getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** From now on it answers with 500, or again as it should. */
    public static void away(boolean away) {
        System.setProperty(AWAY, Boolean.toString(away));
    }

    /** How often it was asked. */
    public static int questions() {
        return Integer.getInteger(ASKED, 0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            synchronized (OF_THE_JVM) {
                System.setProperty(ASKED, Integer.toString(questions() + 1));
            }
            var question = new ObjectMapper().readTree(exchange.getRequestBody());
            if (Boolean.getBoolean(AWAY)) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            var person = Stream.of(Somebody.values())
                    .filter(one -> one.type().equals(question.path("type").asText())
                            && one.number().equals(question.path("number").asText())
                            && one.fullName().equals(question.path("name").asText()))
                    .findFirst();
            if (person.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var portrait = person.get().portrait();
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, portrait.length);
            exchange.getResponseBody().write(portrait);
        }
    }
}
