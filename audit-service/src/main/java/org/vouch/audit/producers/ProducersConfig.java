package org.vouch.audit.producers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What producers are held to. */
@ConfigMapping(prefix = "vouch.producers")
public interface ProducersConfig {
    /** Two heartbeats missed. */
    @WithDefault("20s")
    Duration silentAfter();

    /** Who has to be heard at all, and not only since they were heard first. */
    Optional<Set<String>> expected();

    /** How long somebody may be heard before all who are expected are. */
    @WithDefault("5m")
    Duration heardWithin();

    /** While nobody at all is heard for so long, nobody is called silent: it is Kafka that is away. */
    @WithDefault("15s")
    Duration pause();

    /** How far a producer's clock may be from the log's. */
    @WithDefault("5m")
    Duration skew();

    /** For so long heartbeats are dated too early before it is the clock: those that waited for Kafka come all at once. */
    @WithDefault("60s")
    Duration behindFor();
}
