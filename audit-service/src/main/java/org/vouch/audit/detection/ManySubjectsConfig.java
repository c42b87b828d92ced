package org.vouch.audit.detection;

import io.smallrye.config.ConfigMapping;
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

    /**
     * The most distinct subjects within the window, by kind of requester; a kind without a limit is not counted. Which
     * numbers make sense {@link ManySubjectsRule.Limits} checks for all alike.
     */
    interface Limits {
        int resident();

        int checkpoint();

        OptionalInt lab();

        OptionalInt officer();
    }
}
