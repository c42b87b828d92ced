package org.vouch.local.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
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
 * What stands before the services, as a cluster's gateway and its Services do. At one origin browsers find everything:
 * {@code /identity}, {@code /healthcode} and so on are the services, each under its name, {@code /} says what there is. Of a
 * service that runs as several processes it also makes one address again. One event loop; streams of events pass as they
 * come.
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
    private final HttpClient client;
    private final Map<String, Replicas> replicas = new LinkedHashMap<>();
    private final Map<String, Forwarding> services = new LinkedHashMap<>();
    private final Map<String, Buffer> pages = new LinkedHashMap<>();

    private Gateway(Map<String, List<SocketAddress>> processes) {
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setLocalAddress(OWN_ADDRESS).setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
        processes.forEach((name, all) -> {
            Replicas service = new Replicas(all);
            replicas.put(name, service);
            services.put(name, new Forwarding(client, "/" + name, service, name.equals(SESSIONS)));
            if (all.size() > 1) {
                new Probing(client, service).begin(vertx);
            }
        });
        pages.put("/", page("index.html"));
        pages.put("/gateway.css", page("gateway.css"));
    }

    /**
     * A gateway that listens nowhere yet.
     *
     * @param processes of each service, by the first segment of the paths that lead to it; where there are several, those
     *     that say that they are ready are asked, in turn
     */
    public static Gateway before(Map<String, List<SocketAddress>> processes) {
        return new Gateway(processes);
    }

    /**
     * Opens the one origin; requests are taken when this returns.
     *
     * @param port 0 for any that is free
     * @return the port
     */
    public int open(int port) {
        return listen(port, this::handle);
    }

    /**
     * Opens an address at which one service is asked as if it were one process: nothing of its paths is added, taken
     * away or hidden.
     *
     * @param port 0 for any that is free
     * @return the port
     */
    public int open(String service, int port) {
        Forwarding whole = new Forwarding(client, "", Objects.requireNonNull(replicas.get(service), service), true);
        return listen(port, request -> {
            if (request.uri().startsWith("/")) {
                whole.forward(request);
            } else {
                refuse(request, Problem.AMBIGUOUS);
            }
        });
    }

    private int listen(int port, Handler<HttpServerRequest> requests) {
        try {
            return vertx.createHttpServer(new HttpServerOptions()
                            .setHttp2ClearTextEnabled(false)
                            .setIdleTimeout((int) IDLE.toSeconds()))
                    .requestHandler(requests)
                    .listen(port, HERE)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
        } catch (CompletionException e) {
            throw new IllegalStateException("the gateway cannot listen on port " + port, e.getCause());
        }
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
