package org.vouch.audit.detection;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/** What {@link ManySubjectsRule} allows. */
@ConfigMapping(prefix = "vouch.detection.many-subjects")
public interface ManySubjectsConfig {
    /** The length of the sliding window. */
    Duration window();

    Limits limits();

    /** Actions that are no look at a person's data, however many there are. */
    Set<String> uncountedActions();

    /** The most distinct subjects within the window, by kind of requester; a kind without a limit is not counted. */
    interface Limits {
        @Min(1)
        @Max(LooksInWindow.MOST - 1)
        int resident();

        @Min(1)
        @Max(LooksInWindow.MOST - 1)
        int checkpoint();

        @Min(1)
        @Max(LooksInWindow.MOST - 1)
        int collector();

        OptionalInt lab();

        OptionalInt officer();
    }
}
