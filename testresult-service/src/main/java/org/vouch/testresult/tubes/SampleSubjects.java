package org.vouch.testresult.tubes;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * Tells whose sample it is. A presence proof is spent by asking; and before the answer comes, granted or refused, there
 * is an access record that names the collector.
 */
public interface SampleSubjects {
    Uni<Subject> of(Shown shown, Collector collector, String site);

    /** What was found out. */
    sealed interface Subject {
        record Known(UUID person) implements Subject {
            @Override
            public String toString() {
                return "Known";
            }
        }

        record Refused(Refusal why) implements Subject {}

        /** No answer: the same call may succeed later, unless it was heard and has spent a proof. */
        record Unavailable() implements Subject {}
    }
}
