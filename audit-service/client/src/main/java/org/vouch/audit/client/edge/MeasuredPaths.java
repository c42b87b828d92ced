package org.vouch.audit.client.edge;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Set;

/**
 * Anybody reads the metrics, and a path that came in may hold a secret: the path of a measured request is one of the
 * service's own or a fixed word, and so is its method.
 */
@Singleton
class MeasuredPaths implements MeterFilter, HttpServerMetricsTagsContributor {
    private static final String METERS = "http.server.";
    private static final String PATH = "uri";
    private static final String METHOD = "method";
    private static final String UNKNOWN = "UNKNOWN";
    private static final String OTHER = "OTHER";

    /** Where Quarkus notes the path of the resource that took the call. */
    private static final String OF_THE_RESOURCE = "UrlPathTemplate";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", UNKNOWN);

    private static final Set<String> WORDS = Set.of("root", "NOT_FOUND", "REDIRECTION", UNKNOWN);

    private final OwnPaths paths;

    MeasuredPaths(OwnPaths paths) {
        this.paths = paths;
    }

    /** Whatever noted the call. */
    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith(METERS) || id.getTag(PATH) == null) {
            return id;
        }
        var tags = new ArrayList<Tag>();
        for (var tag : id.getTags()) {
            tags.add(
                    switch (tag.getKey()) {
                        case PATH -> isKnown(tag.getValue()) ? tag : Tag.of(PATH, UNKNOWN);
                        case METHOD -> METHODS.contains(tag.getValue()) ? tag : Tag.of(METHOD, OTHER);
                        default -> tag;
                    });
        }
        return id.replaceTags(tags);
    }

    /** Already before the registry: it would remember for ever every path that it was once asked for. */
    @Override
    public Tags contribute(Context call) {
        var tags = Tags.empty();
        var status = call.response().statusCode();
        if (call.requestContextLocalData(OF_THE_RESOURCE) == null
                && status != 404
                && status / 100 != 3
                && !isKnown(call.request().path())) {
            tags = tags.and(PATH, UNKNOWN);
        }
        return METHODS.contains(call.request().method().name()) ? tags : tags.and(METHOD, OTHER);
    }

    private boolean isKnown(String path) {
        return WORDS.contains(path) || paths.has(path);
    }
}
