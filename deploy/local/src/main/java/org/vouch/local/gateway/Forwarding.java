package org.vouch.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hands requests on to one service, and the answers back, as they come: nothing is kept until it is whole. Where the
 * caller is the service hears from this process alone: what the caller says of that is dropped. Another process of the
 * service is tried only while nothing was sent to any.
 */
final class Forwarding implements ProxyInterceptor {

    private static final Duration CONNECTED = Duration.ofSeconds(2);

    /** A service gives a call 60 s to arrive and 30 s to be answered; a stream of events says something every 15 s. */
    private static final Duration SILENT = Duration.ofSeconds(100);

    private static final String CONNECTION = "connection";

    /** RFC 9110 section 7.6.1. The proxy takes care of {@code Transfer-Encoding}. */
    private static final List<String> OF_ONE_CONNECTION =
            List.of(CONNECTION, "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "upgrade");

    private static final Set<String> WHERE_FROM = Set.of("forwarded", "via", "x-real-ip");
    private static final String WHERE_FROM_TOO = "x-forwarded-";
    private static final String CALLER = "X-Forwarded-For";

    /** Nobody who comes by the gateway's own address chooses a trace: by its id all that a person does everywhere would be one. */
    private static final List<String> TRACE = List.of("traceparent", "tracestate", "baggage");

    private final String prefix;
    private final Replicas replicas;
    private final boolean knowsBrowsers;
    private final HttpProxy proxy;

    /**
     * @param prefix the beginning of every path, which the service does not know; may be empty
     * @param knowsBrowsers whether cookies are its business: a session at one service is no other one's to see
     */
    Forwarding(HttpClient client, String prefix, Replicas replicas, boolean knowsBrowsers) {
        this.prefix = prefix;
        this.replicas = replicas;
        this.knowsBrowsers = knowsBrowsers;
        this.proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(call -> connection(client))
                .addInterceptor(this);
    }

    void forward(HttpServerRequest request) {
        proxy.handle(request);
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext call) {
        ProxyRequest request = call.request();
        request.setURI(uri(request.getURI()));
        MultiMap headers = request.headers();
        withoutConnection(headers);
        headers.names().stream()
                .filter(header -> saysWhereFrom(header.toLowerCase(Locale.ROOT)))
                .forEach(headers::remove);
        if (!prefix.isEmpty()) {
            TRACE.forEach(headers::remove);
        }
        headers.set(CALLER, request.proxiedRequest().remoteAddress().hostAddress());
        if (!knowsBrowsers) {
            headers.remove("cookie");
        }
        return call.sendRequest().otherwise(failure -> refuse(request, Problem.of(failure)));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext call) {
        MultiMap headers = call.response().headers();
        withoutConnection(headers);
        if (!knowsBrowsers) {
            headers.remove("set-cookie");
        }
        return call.sendResponse();
    }

    private String uri(String target) {
        String rest = target.substring(prefix.length());
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private Future<HttpClientRequest> connection(HttpClient client) {
        return connection(client, replicas.inTurn().iterator());
    }

    /** A request that there is no connection for yet was not sent. */
    private static Future<HttpClientRequest> connection(HttpClient client, Iterator<SocketAddress> left) {
        return client.request(new RequestOptions()
                        .setServer(left.next())
                        .setConnectTimeout(CONNECTED.toMillis())
                        .setIdleTimeout(SILENT.toMillis()))
                .recover(failure -> left.hasNext()
                        ? connection(client, left)
                        : Future.failedFuture(new Problem.NotReached(failure)));
    }

    private static void withoutConnection(MultiMap headers) {
        List<String> named = headers.getAll(CONNECTION).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .toList();
        Stream.concat(named.stream(), OF_ONE_CONNECTION.stream()).forEach(headers::remove);
    }

    private static boolean saysWhereFrom(String header) {
        return header.startsWith(WHERE_FROM_TOO) || WHERE_FROM.contains(header);
    }

    private static ProxyResponse refuse(ProxyRequest request, Problem problem) {
        ProxyResponse answer = request.release().response().setStatusCode(problem.status());
        problem.headers().forEach(answer::putHeader);
        return answer.setBody(Body.body(problem.body()));
    }
}
