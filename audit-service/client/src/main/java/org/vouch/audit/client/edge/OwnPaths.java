package org.vouch.audit.client.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** The paths that this service serves, as templates: nothing in them was sent by anybody. */
@Singleton
public class OwnPaths {
    /** What Quarkus made of the annotations of the service when it was built. */
    private static final String DOCUMENT = "META-INF/quarkus-generated-openapi-doc.JSON";

    private final Set<String> templates = new HashSet<>();

    OwnPaths(ObjectMapper json) {
        try (var document = Thread.currentThread().getContextClassLoader().getResourceAsStream(DOCUMENT)) {
            if (document == null) {
                throw new IllegalStateException("the service was built without its OpenAPI document");
            }
            json.readTree(document).path("paths").fieldNames().forEachRemaining(templates::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean has(String template) {
        return templates.contains(template);
    }
}
