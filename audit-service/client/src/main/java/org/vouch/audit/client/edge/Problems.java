package org.vouch.audit.client.edge;

import java.time.Duration;
import java.util.List;

/** The problems that every service shares; a service's own stand beside the feature that gives them. */
public final class Problems {
    private Problems() {}

    public static Problem unauthorized() {
        return Problem.of(401, "unauthorized", "A valid access token is needed");
    }

    public static Problem forbidden() {
        return Problem.of(403, "forbidden", "This role may not do this");
    }

    public static Problem requesterSuspended() {
        return Problem.of(403, "requester-suspended", "The right to look at others is suspended")
                .withDetail("Your own code, pass, results and accesses stay open.");
    }

    public static Problem presenceNotProven() {
        return Problem.of(403, "presence-not-proven", "It is not proven that this person is here");
    }

    public static Problem malformed(List<Problem.Violation> violations) {
        return Problem.of(400, "malformed-request", "The request cannot be understood")
                .withViolations(violations);
    }

    public static Problem malformed(String field, String message) {
        return malformed(List.of(new Problem.Violation(field, message)));
    }

    public static Problem notFound() {
        return Problem.of(404, "not-found", "There is nothing here");
    }

    public static Problem tooLarge() {
        return Problem.of(413, "too-large", "The body is larger than this call takes");
    }

    public static Problem idempotencyKeyReused() {
        return Problem.of(422, "idempotency-key-reused", "This Idempotency-Key came with another body before");
    }

    public static Problem overloaded() {
        return Problem.of(503, "overloaded", "This cannot be answered now").withRetryAfter(Duration.ofSeconds(2));
    }

    public static Problem internal() {
        return Problem.of(500, "internal", "Something went wrong on our side");
    }
}
