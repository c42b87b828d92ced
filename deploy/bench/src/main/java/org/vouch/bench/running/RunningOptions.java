package org.vouch.bench.running;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.vouch.bench.Arguments;

/**
 * How many calls of each kind.
 *
 * @param late by how much oracle holds back the kind that should be told apart
 */
record RunningOptions(int calls, Duration late) {

    static RunningOptions read(int usual, String... arguments) {
        Map<String, String> given = Arguments.read(Set.of("--calls", "--late-millis"), arguments);
        int calls = Integer.parseInt(given.getOrDefault("--calls", Integer.toString(usual)));
        Duration late = Duration.ofMillis(Long.parseLong(given.getOrDefault("--late-millis", "2")));
        if (calls < 10) {
            throw new IllegalArgumentException("fewer than ten calls of a kind tell nothing");
        }
        return new RunningOptions(calls, late);
    }
}
