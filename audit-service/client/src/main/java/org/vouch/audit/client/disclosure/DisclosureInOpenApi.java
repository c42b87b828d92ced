package org.vouch.audit.client.disclosure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;

/**
 * Tells in the OpenAPI document, as {@code x-vouch-subject} of each operation, how the operation knows its subject, or
 * {@code none}. It is read from what the compiler checked, not written by hand.
 */
public class DisclosureInOpenApi implements OASFilter {
    static final String EXTENSION = "x-vouch-subject";

    private final Map<String, String> declared = declarations();

    @Override
    public Operation filterOperation(Operation operation) {
        var subject = declared.get(operation.getOperationId());
        if (subject != null) {
            operation.addExtension(EXTENSION, subject);
        }
        return operation;
    }

    private static Map<String, String> declarations() {
        var found = new HashMap<String, String>();
        try {
            var files = Thread.currentThread().getContextClassLoader().getResources(DisclosureProcessor.DECLARATIONS);
            while (files.hasMoreElements()) {
                try (var in = files.nextElement().openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(line -> {
                                var gap = line.indexOf(' ');
                                found.put(line.substring(0, gap), line.substring(gap + 1));
                            });
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
