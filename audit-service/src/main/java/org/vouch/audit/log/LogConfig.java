package org.vouch.audit.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The log's keys, its signer and its witnesses; without any of them the service does not start. */
@ConfigMapping(prefix = "vouch.log")
public interface LogConfig {
    /** A file with a Tink AEAD keyset in clear JSON: wraps the subjects' keys. */
    Path sealKeyset();

    Signer signer();

    /** By a name that only this configuration knows them by. */
    Map<String, Witness> witnesses();

    /** So many witnesses cosign what is published. */
    int quorum();

    /** How often it is looked for new entries. */
    @WithDefault("200ms")
    Duration every();

    /** How old a checkpoint may become while nothing new comes; then the witnesses confirm it again. */
    @WithDefault("60s")
    Duration refresh();

    /** The pause between two passes over all entries; see Rehashing. */
    @WithDefault("20s")
    Duration rehash();

    /** From which entry on all are sealed: the size that the log had when this came about. Not in the database, on purpose. */
    @WithDefault("0")
    long sealedFrom();

    /** The process that signs. */
    interface Signer {
        URI url();

        /** Shown to the signer, which appends for nobody else. */
        String token();

        /** A file with the signer's verifier key; its name is the log's origin. */
        Path key();
    }

    /** A process that cosigns. */
    interface Witness {
        /** The submission prefix of C2SP tlog-witness. */
        URI url();

        /** A file with the witness's verifier key. */
        Path key();
    }
}
