package org.vouch.audit.client.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as RFC 9457 problem details. Holds only words written by us: never a submitted value, a name, a number, a
 * stack trace or SQL.
 *
 * @param type {@code urn:vouch:problem:<slug>}
 * @param detail what the caller can do about it
 * @param reason a machine-readable cause where the contract names one
 * @param violations the offending input fields, empty unless the input was malformed
 * @param retryAfter as a header
 * @param signInWithin as a header, null unless an older sign-in than this is what is wrong
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        @Nullable String reason,
        List<Violation> violations,
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable Duration retryAfter,
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable Duration signInWithin) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One field and what is wrong with it, without its value. */
    public record Violation(String field, String message) {}

    public static Problem of(int status, String slug, String title, String detail) {
        return new Problem(URI.create("urn:vouch:problem:" + slug), title, status, detail, null, List.of(), null, null);
    }

    public Problem withDetail(String words) {
        return new Problem(type, title, status, words, reason, violations, retryAfter, signInWithin);
    }

    public Problem withReason(String code) {
        return new Problem(type, title, status, detail, code, violations, retryAfter, signInWithin);
    }

    public Problem withViolations(List<Violation> found) {
        return new Problem(type, title, status, detail, reason, List.copyOf(found), retryAfter, signInWithin);
    }

    public Problem withRetryAfter(Duration wait) {
        return new Problem(type, title, status, detail, reason, violations, wait, signInWithin);
    }

    /** Said in {@code WWW-Authenticate} (RFC 9470): how long ago the sign-in may be. */
    public Problem withSignInWithin(Duration age) {
        return new Problem(type, title, status, detail, reason, violations, retryAfter, age);
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** The slug at the end of {@link #type}. */
    public String slug() {
        var whole = type.toString();
        return whole.substring(whole.lastIndexOf(':') + 1);
    }
}
