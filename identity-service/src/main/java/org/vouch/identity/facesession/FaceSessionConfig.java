package org.vouch.identity.facesession;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How long face sessions live and what they take. */
@ConfigMapping(prefix = "vouch.sessions")
public interface FaceSessionConfig {
    /** Tink AEAD keyset, JSON: seals waiting faces and the profile that a resident's token carries. */
    Path keyset();

    /** From opening to spending; at most 120 s (API). */
    @WithDefault("120s")
    Duration life();

    @WithDefault("3145728")
    int maxImageBytes();

    /** Pictures in one submission. */
    @WithDefault("12")
    int maxImages();

    /** Pictures judged at once: each costs a core. */
    @WithDefault("2")
    int judgedAtOnce();

    /** Submissions received at once; each holds one picture in memory. */
    @WithDefault("8")
    int receivedAtOnce();
}
