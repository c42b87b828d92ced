package org.vouch.bench.detection;

import java.util.UUID;
import org.vouch.audit.detection.Look;

/** Stands for the keyed pseudonyms of the service: 64 bits that differ where people do. */
final class SubjectTokens {
    private SubjectTokens() {}

    static long of(UUID person) {
        var token = mixed(person.getMostSignificantBits() + 0x9E3779B97F4A7C15L)
                ^ mixed(person.getLeastSignificantBits() ^ 0xD1B54A32D192ED03L);
        return token == Look.NOBODY ? 1 : token;
    }

    /** The finalizer of MurmurHash3. */
    private static long mixed(long bits) {
        var z = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
        z = (z ^ z >>> 33) * 0xC4CEB9FE1A85EC53L;
        return z ^ z >>> 33;
    }
}
