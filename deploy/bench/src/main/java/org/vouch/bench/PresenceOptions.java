package org.vouch.bench;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How long presence checks are measured.
 *
 * @param checks one after the other
 * @param queue how long checks are offered to a queue
 * @param perSecond how many of them
 */
record PresenceOptions(int checks, Duration queue, double perSecond) {

    static PresenceOptions read(String... arguments) {
        Map<String, String> given = Arguments.read(Set.of("--checks", "--queue-seconds", "--per-second"), arguments);
        return new PresenceOptions(
                Integer.parseInt(given.getOrDefault("--checks", "60")),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("--queue-seconds", "120"))),
                Double.parseDouble(given.getOrDefault("--per-second", "10")));
    }
}
