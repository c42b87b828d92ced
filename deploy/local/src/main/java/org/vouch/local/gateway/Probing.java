package org.vouch.local.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;

/**
 * Asks each process of a service whether it is ready, twice a second. One that is about to stop says no while it still
 * answers what it is asked: whoever hears that in time loses no request.
 */
final class Probing {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final String READY = "/q/health/ready";
    private static final int OK = 200;

    private final HttpClient client;
    private final Replicas replicas;

    Probing(HttpClient client, Replicas replicas) {
        this.client = client;
        this.replicas = replicas;
    }

    void begin(Vertx vertx) {
        replicas.all().forEach(process -> probe(vertx, process));
    }

    /** The next question comes after the answer to this one. */
    private void probe(Vertx vertx, SocketAddress process) {
        client.request(new RequestOptions()
                        .setServer(process)
                        .setMethod(HttpMethod.GET)
                        .setURI(READY)
                        .setConnectTimeout(ANSWER.toMillis())
                        .setIdleTimeout(ANSWER.toMillis())
                        .setTimeout(ANSWER.toMillis()))
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.end().map(answer.statusCode() == OK))
                .otherwise(false)
                .onSuccess(ready -> {
                    replicas.hear(process, ready);
                    vertx.setTimer(EVERY.toMillis(), timer -> probe(vertx, process));
                });
    }
}
