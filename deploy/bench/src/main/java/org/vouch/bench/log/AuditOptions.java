package org.vouch.bench.log;

import java.util.Map;
import java.util.Set;
import org.vouch.bench.Arguments;

/** How many records a second, for how long. */
record AuditOptions(int perSecond, int seconds) {

    static AuditOptions read(String... arguments) {
        Map<String, String> given = Arguments.read(Set.of("--per-second", "--seconds"), arguments);
        int perSecond = Integer.parseInt(given.getOrDefault("--per-second", "5000"));
        int seconds = Integer.parseInt(given.getOrDefault("--seconds", "200"));
        if (perSecond < 100 || seconds < 1) {
            throw new IllegalArgumentException("at least 100 a second for a second");
        }
        return new AuditOptions(perSecond, seconds);
    }

    int records() {
        return perSecond * seconds;
    }
}
