package org.vouch.identity.me.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.vouch.identity.platform.Lasting;

/** How soon what was withdrawn or erased leaves the database's files. */
@ConfigMapping(prefix = "vouch.remains")
public interface RemainsConfig {
    /** Between two looks. Two of them, and ten seconds in which PostgreSQL counts, stay within the promised 60. */
    @WithDefault("20s")
    @Lasting(min = "PT1S", max = "PT25S")
    Duration every();

    /** A table of more bytes is not written anew, during which nobody can use it, but vacuumed only. */
    @WithDefault("67108864")
    @Min(0)
    @Max(1 << 30)
    long rewrittenUpToBytes();
}
