package org.vouch.identity.facesession;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.vouch.identity.platform.Lasting;

/** How long face sessions live and what they take. */
@ConfigMapping(prefix = "vouch.sessions")
public interface FaceSessionConfig {
    int MOST_IMAGE_BYTES = 3 * 1024 * 1024;

    /** Tink AEAD keyset, JSON: seals waiting faces and the profile that a resident's token carries. */
    Path keyset();

    /** Tink PRF keyset, JSON: fingerprints of the pictures that sessions were shown. */
    Path framesKeyset();

    /** How long a picture that was shown in one session is refused in every other. */
    @WithDefault("7d")
    @Lasting(min = "PT2M", max = "P90D")
    Duration framesRemembered();

    /** From opening to spending; at most 120 s (API). */
    @WithDefault("120s")
    @Lasting(min = "PT1S", max = "PT2M")
    Duration life();

    /** Of one picture; more than 3 MB would pass the body's limit (API). */
    @WithDefault("3145728")
    @Min(1)
    @Max(MOST_IMAGE_BYTES)
    int maxImageBytes();

    /** Pictures in one submission. */
    @WithDefault("12")
    @Min(1)
    @Max(12)
    int maxImages();

    /** Pictures judged at once: each costs a core. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int judgedAtOnce();

    /** Submissions received at once; each holds a thread, of which there are some two hundred. */
    @WithDefault("64")
    @Min(1)
    @Max(150)
    int receivedAtOnce();

    /** Of them from one address. */
    @WithDefault("8")
    @Min(1)
    @Max(150)
    int receivedAtOncePerPeer();

    /** Bytes of pictures in memory, arriving or waiting to be read; half of it may come from one address. */
    @WithDefault("25165824")
    @Min(2 * MOST_IMAGE_BYTES)
    @Max(64 * 1024 * 1024)
    long receivedBytes();
}
