package org.vouch.testresult.results;

import java.time.Instant;
import java.util.UUID;

/** One member's result, with its report and the stages that led to it. */
public record MemberResult(
        UUID id, UUID person, Finding finding, Report report, Instant sampledAt, Instant sealedAt, Instant reportedAt) {
    /** Without the person. */
    @Override
    public String toString() {
        return "MemberResult[" + id + "]";
    }
}
