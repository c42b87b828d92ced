package org.vouch.audit.detection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which thresholds hold at which time of the log. What is read at one time of the log is judged by the thresholds of that time,
 * today and in every replay: a change has a time from which it holds, is never taken back but by a later one, and every change
 * is kept. Immutable.
 */
public final class Timeline {
    /** Of what the service was started with. */
    public static final int AS_STARTED = 0;

    private final Function<String, @Nullable String> started;
    private final List<Held> held;

    /** All changed thresholds together, from a time on (inclusive); numbered from 1 as they were approved. */
    public record Change(int version, Instant from, Map<String, Double> values) {
        public Change {
            values = Map.copyOf(values);
            values.forEach((name, value) -> {
                var threshold = Threshold.all().get(name);
                if (threshold == null || !threshold.takes(value)) {
                    throw new IllegalArgumentException("no threshold, or not in its range: " + name);
                }
            });
            if (version <= AS_STARTED) {
                throw new IllegalArgumentException("changes are numbered from 1");
            }
        }
    }

    /** What holds for a while. */
    public record Held(int version, Instant from, Settings settings, Lenses lenses) {
        static Held of(int version, Instant from, Settings settings) {
            return new Held(version, from, settings, new Lenses(settings));
        }
    }

    private Timeline(Function<String, @Nullable String> started, List<Held> held) {
        this.started = started;
        this.held = held;
    }

    /** {@code started} gives the value of a property, null or empty where it has none. */
    public static Timeline of(Function<String, @Nullable String> started) {
        return new Timeline(started, List.of(Held.of(AS_STARTED, Instant.MIN, Settings.of(started))));
    }

    /** A change that is known already changes nothing. Of two that begin at once the later one holds. */
    public Timeline with(Change change) {
        if (held.stream().anyMatch(known -> known.version() == change.version())) {
            return this;
        }
        var all = new ArrayList<>(held);
        all.add(Held.of(change.version(), change.from(), settings(change.values())));
        all.sort(Comparator.comparing(Held::from).thenComparingInt(Held::version));
        return new Timeline(started, List.copyOf(all));
    }

    public Held at(Instant logTime) {
        for (var i = held.size() - 1; i > 0; i--) {
            if (!logTime.isBefore(held.get(i).from())) {
                return held.get(i);
            }
        }
        return held.get(0);
    }

    /** What the service was started with, of what may be changed; without those that it counts nobody by. */
    public Map<String, Double> started() {
        var values = new TreeMap<String, Double>();
        for (var name : Threshold.all().keySet()) {
            var text = started.apply(Settings.PREFIX + name);
            if (text != null && !text.isBlank()) {
                values.put(name, Double.valueOf(text.trim()));
            }
        }
        return values;
    }

    private Settings settings(Map<String, Double> changed) {
        return Settings.of(property -> {
            var name = property.substring(Settings.PREFIX.length());
            var value = changed.get(name);
            var threshold = Threshold.all().get(name);
            return value == null || threshold == null ? started.apply(property) : threshold.text(value);
        });
    }
}
