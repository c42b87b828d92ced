package org.vouch.audit.client.edge;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.vouch.audit.client.disclosure.DisclosureInOpenApi;

/**
 * Adds to each operation of the OpenAPI document the refusals that the edge gives for it, where the operation does not
 * describe them itself, and how it knows its subject.
 */
public class AnswersInOpenApi implements OASFilter {
    private final OASFilter disclosure = new DisclosureInOpenApi();

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getRequestBody() != null) {
            add(operation, "413", "too-large");
            add(operation, "415", "unsupported-media-type");
        }
        if (takesIdempotencyKey(operation)) {
            add(operation, "409", "idempotency-in-progress: the first call with this key still runs");
            add(operation, "422", "idempotency-key-reused: with another body");
        }
        add(operation, "503", "overloaded: try again in a moment");
        return disclosure.filterOperation(operation);
    }

    private static boolean takesIdempotencyKey(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(one -> "Idempotency-Key".equals(one.getName()));
    }

    private static void add(Operation operation, String status, String description) {
        if (!operation.getResponses().hasAPIResponse(status)) {
            operation
                    .getResponses()
                    .addAPIResponse(status, OASFactory.createAPIResponse().description(description));
        }
    }
}
