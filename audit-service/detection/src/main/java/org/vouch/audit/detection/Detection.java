package org.vouch.audit.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All lenses over one log, in memory: what the benchmark runs, and the reference for how the service's topology is put
 * together. Histories that are over are forgotten as the log goes on. For one thread.
 */
public final class Detection {
    private static final Duration TICK = Duration.ofMinutes(1);
    private static final Duration FORGET = Duration.ofHours(1);

    private final Lenses lenses;
    private final Map<String, Map<String, History>> known = new HashMap<>();
    private final Rings rings;
    private Instant ticked = Instant.EPOCH;
    private Instant forgot = Instant.EPOCH;

    public Detection(Settings settings) {
        this.lenses = new Lenses(settings);
        this.rings = new Rings(settings);
    }

    /** What one more look leads to; {@code logTime} is when the log took it in and never goes back by more than a minute. */
    public List<Alert> take(Look look, Instant logTime) {
        var alerts = new ArrayList<Alert>();
        for (var lens : lenses.all()) {
            take(lens, look, logTime, alerts);
        }
        if (logTime.isAfter(ticked.plus(TICK))) {
            ticked = logTime;
            histories(lenses.producer().name())
                    .forEach((producer, history) ->
                            alerts.addAll(lenses.producer().tick(producer, (ProducerHistory) history, logTime)));
        }
        if (logTime.isAfter(forgot.plus(FORGET))) {
            forgot = logTime;
            known.values().forEach(histories -> histories.values().removeIf(history -> history.over(logTime)));
            rings.forget(logTime);
        }
        return alerts;
    }

    /** How many keys something is known under. */
    public int size() {
        return known.values().stream().mapToInt(Map::size).sum();
    }

    @SuppressWarnings("unchecked")
    private <H extends History> void take(Lens<H> lens, Look look, Instant logTime, List<Alert> alerts) {
        lens.key(look).ifPresent(key -> {
            var history = (H) histories(lens.name()).computeIfAbsent(key, first -> lens.nothing());
            var findings = lens.take(history, look, logTime);
            alerts.addAll(findings.alerts());
            findings.links().forEach(link -> alerts.addAll(rings.take(link)));
        });
    }

    private Map<String, History> histories(String lens) {
        return known.computeIfAbsent(lens, first -> new HashMap<>());
    }
}
