package org.vouch.local.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/**
 * The one address at which browsers find everything: {@code /identity}, {@code /healthcode} and so on are the services,
 * each under its name, {@code /} says what there is. One event loop; streams of events pass as they come.
 */
public final class Gateway implements AutoCloseable {

    /**
     * The address that the gateway speaks to the services from, which is no other program's on this machine: by it the
     * services know that the caller's address it tells is true.
     */
    public static final String OWN_ADDRESS = "127.0.0.2";

    private static final String HERE = "localhost";
    private static final Duration IDLE = Duration.ofMinutes(2);
    /** To each process: as many as there may be calls whose bodies come slowly, so that these keep nobody else waiting. */
    private static final int CONNECTIONS = 4_096;

    private static final int WAITING = 512;
    private static final String SESSIONS = "identity";

    private static final Map<String, String> TYPES =
            Map.of("/", "text/html;charset=UTF-8", "/gateway.css", "text/css;charset=UTF-8");

    private final Vertx vertx;
    private final Map<String, Forwarding> services = new LinkedHashMap<>();
    private final Map<String, Buffer> pages = new LinkedHashMap<>();
    private final HttpServer server;

    private Gateway(Map<String, List<SocketAddress>> replicas) {
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setLocalAddress(OWN_ADDRESS).setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
        replicas.forEach((name, all) ->
                services.put(name, new Forwarding(client, name, new Replicas(all), name.equals(SESSIONS))));
        pages.put("/", page("index.html"));
        pages.put("/gateway.css", page("gateway.css"));
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setHttp2ClearTextEnabled(false).setIdleTimeout((int) IDLE.toSeconds()))
                .requestHandler(this::handle);
    }

    /**
     * A gateway that takes requests when this returns.
     *
     * @param port 0 for any that is free
     * @param replicas the processes of each service, by the first segment of the paths that lead to it
     */
    public static Gateway start(int port, Map<String, List<SocketAddress>> replicas) {
        Gateway gateway = new Gateway(replicas);
        try {
            gateway.server
                    .listen(port, HERE)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return gateway;
        } catch (CompletionException e) {
            gateway.close();
            throw new IllegalStateException("the gateway cannot listen on port " + port, e.getCause());
        }
    }

    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        Destination destination = Destination.of(request.uri(), services.keySet());
        if (destination instanceof Destination.Service service) {
            Objects.requireNonNull(services.get(service.name())).forward(request);
        } else if (destination instanceof Destination.Page page) {
            show(request, page.path());
        } else {
            refuse(request, destination instanceof Destination.Ambiguous ? Problem.AMBIGUOUS : Problem.NOT_FOUND);
        }
    }

    private void show(HttpServerRequest request, String path) {
        request.response()
                .putHeader("Content-Type", TYPES.get(path))
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cache-Control", "no-cache");
        var unused = request.response().end(pages.get(path));
    }

    private static void refuse(HttpServerRequest request, Problem problem) {
        problem.headers().forEach(request.response()::putHeader);
        var unused = request.response().setStatusCode(problem.status()).end(problem.body());
    }

    private static Buffer page(String name) {
        try (var in = Objects.requireNonNull(Gateway.class.getResourceAsStream(name))) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
