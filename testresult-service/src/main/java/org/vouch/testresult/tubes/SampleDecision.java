package org.vouch.testresult.tubes;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a sample that was to be taken. */
public sealed interface SampleDecision {
    /** Stored; {@code tube} is as it stands with the sample in it. */
    record Taken(Sample sample, Tube tube) implements SampleDecision {}

    /** Nothing is stored. */
    record Refused(Refusal why, @Nullable UUID person) implements SampleDecision {
        @Override
        public String toString() {
            return "Refused[" + why + "]";
        }
    }

    /** Nothing is stored, and nobody was asked about. */
    record Unavailable() implements SampleDecision {}
}
