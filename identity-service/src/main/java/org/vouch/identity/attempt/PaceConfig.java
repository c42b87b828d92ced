package org.vouch.identity.attempt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.vouch.identity.platform.Lasting;

/** How fast faces may fail to match, by where the attempts come from: some at once, then one in a while. */
@ConfigMapping(prefix = "vouch.attempts")
public interface PaceConfig {
    /** Of one resident who checks others. */
    @WithDefault("30")
    @Min(1)
    @Max(1000)
    int residentFree();

    @WithDefault("60s")
    @Lasting(min = "PT1S", max = "PT1H")
    Duration residentEvery();

    /** Of one checkpoint, whose queue has its share of bad light. */
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int checkpointFree();

    @WithDefault("5s")
    @Lasting(min = "PT1S", max = "PT1H")
    Duration checkpointEvery();

    /** Of one enrolled camera: a checkpoint may have many, and one that somebody else uses should not close the others. */
    @WithDefault("50")
    @Min(1)
    @Max(1000)
    int cameraFree();

    @WithDefault("10s")
    @Lasting(min = "PT1S", max = "PT1H")
    Duration cameraEvery();

    /** Of one officer at a counter, whose cases may come to nothing because people go away. */
    @WithDefault("30")
    @Min(1)
    @Max(1000)
    int officerFree();

    @WithDefault("60s")
    @Lasting(min = "PT1S", max = "PT1H")
    Duration officerEvery();

    /** Of one address, which a whole neighbourhood may share. */
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int addressFree();

    @WithDefault("5s")
    @Lasting(min = "PT1S", max = "PT1H")
    Duration addressEvery();
}
