package org.vouch.testresult.tubes;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Tells whose sample it is. A presence proof is spent by asking. */
public interface SampleSubjects {
    Uni<Subject> of(Shown shown);

    /** What was found out. */
    sealed interface Subject {
        record Known(UUID person) implements Subject {
            @Override
            public String toString() {
                return "Known";
            }
        }

        record Refused(Refusal why) implements Subject {}

        /** Nobody could be asked: the same call may succeed later. */
        record Unavailable() implements Subject {}
    }
}
