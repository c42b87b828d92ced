package org.vouch.audit.client.edge;

import java.time.Duration;
import java.util.List;

/** The problems that every service shares; a service's own stand beside the feature that gives them. */
public final class Problems {
    private Problems() {}

    public static Problem unauthorized() {
        return Problem.of(
                401,
                "unauthorized",
                "A valid access token is needed",
                "Get a token at /oauth2/token of identity-service and send it as a bearer token.");
    }

    public static Problem forbidden() {
        return Problem.of(403, "forbidden", "This role may not do this", "The contract names the roles that may.");
    }

    public static Problem requesterSuspended() {
        return Problem.of(
                403,
                "requester-suspended",
                "The right to look at others is suspended",
                "Your own code, pass, results and accesses stay open.");
    }

    public static Problem looksThrottled(Duration wait) {
        return Problem.of(
                        429,
                        "too-many-requests",
                        "Looks at others are slowed down for a while",
                        "Wait as long as Retry-After says. Your own code, pass, results and accesses stay open.")
                .withRetryAfter(wait);
    }

    public static Problem signInAgain(Duration within) {
        return Problem.of(
                        401,
                        "insufficient-user-authentication",
                        "A more recent sign-in is needed to look at others",
                        "Sign in again. Your own code, pass, results and accesses stay open.")
                .withSignInWithin(within);
    }

    public static Problem presenceNotProven() {
        return Problem.of(
                403,
                "presence-not-proven",
                "It is not proven that this person is here",
                "The person shows their face again. Why it is not proven is told to nobody.");
    }

    public static Problem malformed(List<Problem.Violation> violations) {
        return Problem.of(
                        400,
                        "malformed-request",
                        "The request cannot be understood",
                        "See violations for what to change.")
                .withViolations(violations);
    }

    public static Problem malformed(String field, String message) {
        return malformed(List.of(new Problem.Violation(field, message)));
    }

    public static Problem notFound() {
        return Problem.of(404, "not-found", "There is nothing here", "Nothing of this name is here for this caller.");
    }

    public static Problem tooLarge() {
        return Problem.of(413, "too-large", "The body is larger than this call takes", "Send less at a time.");
    }

    public static Problem idempotencyKeyReused() {
        return Problem.of(
                422,
                "idempotency-key-reused",
                "This Idempotency-Key came with another body before",
                "Take a new key for another body.");
    }

    public static Problem overloaded() {
        return Problem.of(
                        503,
                        "overloaded",
                        "This cannot be answered now",
                        "Try again in a moment; with the same Idempotency-Key there is one effect.")
                .withRetryAfter(Duration.ofSeconds(2));
    }

    public static Problem internal() {
        return Problem.of(
                500,
                "internal",
                "Something went wrong on our side",
                "Nothing about it is told here; the operator finds it in the log.");
    }
}
