package org.vouch.healthcode.pass;

import java.time.Instant;
import java.util.UUID;

/** What a shown pass turned out to be. Stale and invalid are different answers. */
public sealed interface PassReading {
    /** Made here, and live. */
    record Live(UUID person, Instant expiresAt, String passId) implements PassReading {
        @Override
        public String toString() {
            return "Live";
        }
    }

    /** Made here, and its minute is over: a photo of a pass, or a slow hand. */
    record Stale(UUID person, Instant expiresAt, String passId) implements PassReading {
        @Override
        public String toString() {
            return "Stale";
        }
    }

    /** Not made here, or changed since; {@code why} is for the access record only. */
    record Invalid(String why) implements PassReading {}
}
