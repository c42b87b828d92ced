package org.vouch.bench.running;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * How many calls of each kind.
 *
 * @param late by how much oracle holds back the kind that should be told apart
 */
record RunningOptions(int calls, Duration late) {

    static RunningOptions read(int usual, String... arguments) {
        int calls = usual;
        Duration late = Duration.ofMillis(2);
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value, or is not known");
            }
            String value = rest.next();
            switch (option) {
                case "--calls" -> calls = Integer.parseInt(value);
                case "--late-millis" -> late = Duration.ofMillis(Long.parseLong(value));
                default -> throw new IllegalArgumentException("unknown: " + option);
            }
        }
        if (calls < 10) {
            throw new IllegalArgumentException("fewer than ten calls of a kind tell nothing");
        }
        return new RunningOptions(calls, late);
    }
}
