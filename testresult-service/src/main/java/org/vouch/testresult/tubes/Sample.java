package org.vouch.testresult.tubes;

import java.time.Instant;
import java.util.UUID;

/** One person's sample in a tube. */
public record Sample(UUID id, Barcode tube, UUID person, Instant sampledAt) {
    /** Without the person. */
    @Override
    public String toString() {
        return "Sample[" + id + "]";
    }
}
