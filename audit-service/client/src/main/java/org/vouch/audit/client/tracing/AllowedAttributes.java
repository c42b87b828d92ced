package org.vouch.audit.client.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * All that a span may say, by its kind: each attribute with the values that it may have. What is not here is not said, and
 * neither is what a caller could have chosen. Names are those of OpenTelemetry's semantic conventions.
 */
final class AllowedAttributes {
    static final String METHOD = "http.request.method";
    static final String ROUTE = "http.route";
    static final String STATUS = "http.response.status_code";
    static final String ERROR = "error.type";
    static final String SERVER = "server.address";
    static final String PORT = "server.port";
    static final String SYSTEM = "messaging.system";
    static final String DESTINATION = "messaging.destination.name";
    static final String OPERATION = "messaging.operation.name";
    static final String OPERATION_TYPE = "messaging.operation.type";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "QUERY", "_OTHER");

    private static final Predicate<String> A_STATUS =
            Pattern.compile("[1-5][0-9]{2}").asMatchPredicate();
    private static final Predicate<String> A_FAILURE = Pattern.compile(
                    "(?:[a-z][a-z0-9_]*\\.)+(?:[A-Z][A-Za-z]*\\$)*[A-Z][A-Za-z]*(?:Exception|Error|Throwable)")
            .asMatchPredicate();
    private static final Predicate<String> A_HOST =
            Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?").asMatchPredicate();
    private static final Predicate<String> A_PORT =
            Pattern.compile("[1-9][0-9]{0,4}").asMatchPredicate();
    private static final Predicate<String> A_TOPIC =
            Pattern.compile("[a-z]+\\.[a-z]+").asMatchPredicate();

    private final Map<SpanKind, Map<String, Predicate<String>>> rules;

    /** {@code ownPath} says which paths are the service's own, as templates. */
    AllowedAttributes(Predicate<String> ownPath) {
        var call = Map.<String, Predicate<String>>of(
                METHOD, METHODS::contains, STATUS, A_STATUS, ERROR, A_STATUS.or(A_FAILURE));
        rules = Map.of(
                SpanKind.SERVER, with(call, Map.of(ROUTE, ownPath)),
                // Where this service calls, its own configuration says; in a call to it, the caller does.
                SpanKind.CLIENT, with(call, Map.of(SERVER, A_HOST, PORT, A_PORT)),
                SpanKind.CONSUMER,
                        Map.of(
                                SYSTEM,
                                "kafka"::equals,
                                DESTINATION,
                                A_TOPIC,
                                OPERATION,
                                "process"::equals,
                                OPERATION_TYPE,
                                "process"::equals,
                                ERROR,
                                A_FAILURE));
    }

    Attributes of(SpanKind kind, Attributes said) {
        var allowed = rules.getOrDefault(kind, Map.of());
        var kept = Attributes.builder();
        said.forEach((key, value) -> {
            if (allowed.getOrDefault(key.getKey(), nothing -> false).test(String.valueOf(value))) {
                put(kept, key, value);
            }
        });
        return kept.build();
    }

    /** Of what the span may say alone: whoever named the span named it after what they liked. */
    static String name(SpanKind kind, Attributes allowed) {
        var first = text(allowed, kind == SpanKind.CONSUMER ? OPERATION : METHOD);
        var second = text(allowed, kind == SpanKind.CONSUMER ? DESTINATION : ROUTE);
        var name = (first + " " + second).strip();
        return name.isEmpty() ? "span" : name;
    }

    private static String text(Attributes attributes, String key) {
        var value = attributes.get(AttributeKey.stringKey(key));
        return value == null ? "" : value;
    }

    @SuppressWarnings("unchecked")
    private static <T> void put(AttributesBuilder to, AttributeKey<?> key, Object value) {
        to.put((AttributeKey<T>) key, (T) value);
    }

    private static Map<String, Predicate<String>> with(
            Map<String, Predicate<String>> some, Map<String, Predicate<String>> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return Map.copyOf(all);
    }
}
