package org.vouch.identity.counter;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cases that wait for their second officer. */
public interface CounterCases {

    /**
     * What the first officer has before them. Tells of nobody.
     *
     * @param claim who it is about, see {@link CounterHashes}
     * @param firstHalf keyed hash of the half of the code that the first officer was told, null where there will be no code
     */
    record CounterCase(
            UUID id, byte[] claim, byte @Nullable [] firstHalf, String firstOfficer, Errand errand, Instant expiresAt) {
        @Override
        public String toString() {
            return "CounterCase";
        }
    }

    /** Whether an officer has a case to approve. */
    sealed interface Taken {
        record Case(CounterCase counterCase) implements Taken {}

        /** It is their own, and waits for somebody else. */
        record Own() implements Taken {}

        /** There is no such case, it has ended, or it was taken before. */
        record Unknown() implements Taken {}
    }

    Uni<Void> open(CounterCase opened);

    /** Takes a case out, once, for an officer who did not open it. */
    Uni<Taken> take(UUID id, String officer, Instant now);

    /** Undoes {@link #take} where what it was taken for could not even be tried. */
    Uni<Void> putBack(CounterCase taken);
}
