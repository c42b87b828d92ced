package org.vouch.testresult.tubes;

import java.time.Instant;
import java.util.UUID;
import org.vouch.testresult.topic.ResultsTopic;

/** A person's sample is in a tube: {@code contract/sample-taken.v1.schema.json}. */
record SampleTaken(UUID sampleId, UUID person, Barcode tube, String site, Instant sampledAt)
        implements ResultsTopic.Fact {
    @Override
    public String toString() {
        return "SampleTaken[" + sampleId + "]";
    }
}
