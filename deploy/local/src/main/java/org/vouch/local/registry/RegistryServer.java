package org.vouch.local.registry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.vouch.local.people.Person;

/** The simulator as a server of the loopback address; its key comes in the environment, as {@code VOUCH_REGISTRY_KEY}. */
public final class RegistryServer implements AutoCloseable {

    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;

    private RegistryServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Arguments: the port, the folder of the portraits. */
    public static void main(String[] arguments) throws IOException {
        String key = System.getenv("VOUCH_REGISTRY_KEY");
        if (key == null || key.isBlank()) {
            throw new IllegalStateException("VOUCH_REGISTRY_KEY is not set; without a key nobody may ask");
        }
        start(Integer.parseInt(arguments[0]), Person.all(), Path.of(arguments[1]), key);
    }

    static RegistryServer start(int port, List<Person> people, Path photos, String key) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        server.setExecutor(threads);
        server.createContext("/v1/portraits", new PortraitDesk(people, photos, key));
        server.createContext("/ready", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return new RegistryServer(server, threads);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
