package org.vouch.testresult.results;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The results of one person, newest first. */
public interface OwnResults {
    /** The place of a result in the list. */
    record Place(Instant reportedAt, UUID id) {}

    /** At most {@code limit} results of this person behind {@code after}, from the newest where that is null. */
    Uni<List<OwnResult>> of(UUID person, @Nullable Place after, int limit);
}
