package org.vouch.testresult.results;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.vouch.audit.client.disclosure.AboutAPerson;

/** A resident's own result, without the lab's internals and without a word about who else was in the tube. */
@AboutAPerson
public record OwnResult(
        UUID id,
        Finding outcome,
        Instant sampledAt,
        Instant testedAt,
        Instant reportedAt,
        int version,
        List<Step> lineage,
        Stages stages) {

    /** One version of the result, the first one first. */
    public record Step(int version, Finding outcome, Instant reportedAt) {}

    /** When each stage was passed. */
    public record Stages(Instant sampledAt, Instant sealedAt, Instant testedAt, Instant reportedAt) {}

    @Override
    public String toString() {
        return "OwnResult[" + id + "]";
    }
}
