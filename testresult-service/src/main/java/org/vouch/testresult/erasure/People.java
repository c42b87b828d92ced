package org.vouch.testresult.erasure;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** The persons of whom something is known here. */
public interface People {
    /**
     * Forgets a person: their results are gone, their samples belong to nobody, and nothing will be stored about them
     * again, in one transaction with the note that this event has had its effect. The tubes still hold the samples: what
     * their reports mean for the others stays.
     */
    Uni<Void> forget(UUID person, UUID event);
}
