package org.vouch.bench;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * How long presence checks are measured.
 *
 * @param checks one after the other
 * @param queue how long checks are offered to a queue
 * @param perSecond how many of them
 */
record PresenceOptions(int checks, Duration queue, double perSecond) {

    static PresenceOptions read(String... arguments) {
        int checks = 60;
        Duration queue = Duration.ofMinutes(2);
        double perSecond = 10;
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value, or is not known");
            }
            String value = rest.next();
            switch (option) {
                case "--checks" -> checks = Integer.parseInt(value);
                case "--queue-seconds" -> queue = Duration.ofSeconds(Long.parseLong(value));
                case "--per-second" -> perSecond = Double.parseDouble(value);
                default -> throw new IllegalArgumentException("unknown: " + option);
            }
        }
        return new PresenceOptions(checks, queue, perSecond);
    }
}
