package org.vouch.testresult.results;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.testresult.tubes.Barcode;

/**
 * A tube as a report meets it.
 *
 * @param sealedAt null where it still takes samples: the report seals it
 */
public record ReportedTube(
        Barcode barcode, @Nullable Instant sealedAt, @Nullable Instant reportedAt, List<Member> members) {

    /** A sample; the person is null once erased. */
    public record Member(@Nullable UUID person, Instant sampledAt) {
        @Override
        public String toString() {
            return "Member";
        }
    }
}
