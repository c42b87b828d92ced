package org.vouch.audit.detection;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/** What the rules allow, each a number whose meaning stands at its rule. A limit that no look could cross is refused. */
public record Settings(
        Set<String> uncountedActions,
        Duration window,
        Map<CallerKind, Integer> manySubjects,
        int manyStrangers,
        SlowStrangers slowStrangers,
        OwnGrowth ownGrowth,
        Probing probing,
        BadProofs badProofs,
        Dependants dependants,
        InDemand inDemand,
        RelayedPass relayedPass,
        Ring ring,
        Producers producers) {
    static final String PREFIX = "vouch.detection.";
    private static final String RESOURCE = "META-INF/microprofile-config.properties";
    /** The largest set that a window tells apart exactly. */
    static final int MOST_EXACT = 64;

    record SlowStrangers(double usualADay, int dayAtMost, double alarm, int monthStrangers, int monthDays) {}

    record OwnGrowth(double growthAWeek, double times, double sigmas, int days, int least) {}

    record Probing(int residentMisses, int residentWeekMisses, int clientMisses, double share) {}

    record BadProofs(int resident, int client, double share) {}

    record Dependants(int month, int refusedDays, int refusedADay) {}

    record InDemand(int hour, int day) {}

    record RelayedPass(int scans, Duration unlikely) {}

    record Ring(int members, int subjects, int waysAround) {}

    record Producers(Duration missingAfter, Duration leastSilence, Duration skew) {}

    public Settings {
        if (window.isNegative() || window.isZero() || window.compareTo(Duration.ofHours(24)) > 0) {
            throw new IllegalArgumentException("a window of " + window + " is not kept");
        }
        for (var limit : manySubjects.values()) {
            if (limit < 1 || limit >= MOST_EXACT) {
                throw new IllegalArgumentException(
                        "a limit of " + limit + " is never crossed; it is 1 to " + (MOST_EXACT - 1));
            }
        }
        uncountedActions = Set.copyOf(uncountedActions);
        manySubjects = Map.copyOf(manySubjects);
    }

    /** As they are shipped. */
    public static Settings standard() {
        return of(shipped());
    }

    /** The values as they are shipped, by property. */
    public static Function<String, @Nullable String> shipped() {
        var shipped = new Properties();
        try {
            // Every library may have a file of this name: ours alone has our names.
            var files = Settings.class.getClassLoader().getResources(RESOURCE);
            while (files.hasMoreElements()) {
                try (var in = files.nextElement().openStream()) {
                    shipped.load(new InputStreamReader(in, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shipped::getProperty;
    }

    /** {@code values} gives the value of a property, null or empty where it has none. */
    public static Settings of(Function<String, @Nullable String> values) {
        var from = new Values(values);
        return new Settings(
                Stream.of(from.text("uncounted-actions").split(","))
                        .map(String::trim)
                        .collect(Collectors.toSet()),
                from.duration("many-subjects.window"),
                from.limits("many-subjects.limits."),
                from.whole("many-strangers.limit"),
                new SlowStrangers(
                        from.number("slow-strangers.usual-a-day"),
                        from.whole("slow-strangers.day-at-most"),
                        from.number("slow-strangers.alarm"),
                        from.whole("slow-strangers.month-strangers"),
                        from.whole("slow-strangers.month-days")),
                new OwnGrowth(
                        from.number("own-growth.growth-a-week"),
                        from.number("own-growth.times"),
                        from.number("own-growth.sigmas"),
                        from.whole("own-growth.days"),
                        from.whole("own-growth.least")),
                new Probing(
                        from.whole("probing.resident-misses"),
                        from.whole("probing.resident-week-misses"),
                        from.whole("probing.client-misses"),
                        from.number("probing.share")),
                new BadProofs(
                        from.whole("bad-proofs.resident"),
                        from.whole("bad-proofs.client"),
                        from.number("bad-proofs.share")),
                new Dependants(
                        from.whole("dependants.month"),
                        from.whole("dependants.refused-days"),
                        from.whole("dependants.refused-a-day")),
                new InDemand(from.whole("in-demand.hour"), from.whole("in-demand.day")),
                new RelayedPass(from.whole("relayed-pass.scans"), from.duration("relayed-pass.unlikely")),
                new Ring(from.whole("ring.members"), from.whole("ring.subjects"), from.whole("ring.ways-around")),
                new Producers(
                        from.duration("missing-numbers.after"),
                        from.duration("silence.least"),
                        from.duration("clock.skew")));
    }

    private record Values(Function<String, @Nullable String> values) {
        String text(String name) {
            var value = values.apply(PREFIX + name);
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException(PREFIX + name + " has no value");
            }
            return value.trim();
        }

        int whole(String name) {
            var value = Integer.parseInt(text(name));
            if (value < 1) {
                throw new IllegalArgumentException(PREFIX + name + " is at least 1");
            }
            return value;
        }

        double number(String name) {
            var value = Double.parseDouble(text(name));
            if (!(value > 0)) {
                throw new IllegalArgumentException(PREFIX + name + " is above 0");
            }
            return value;
        }

        Duration duration(String name) {
            return Duration.parse(text(name));
        }

        Map<CallerKind, Integer> limits(String prefix) {
            var limits = new EnumMap<CallerKind, Integer>(CallerKind.class);
            for (var kind : CallerKind.values()) {
                var value = values.apply(PREFIX + prefix + kind.name().toLowerCase(Locale.ROOT));
                if (value != null && !value.isBlank()) {
                    limits.put(kind, Integer.parseInt(value.trim()));
                }
            }
            return limits;
        }
    }
}
