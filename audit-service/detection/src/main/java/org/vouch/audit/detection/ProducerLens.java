package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.ProducerHistory.Missing;

/**
 * Whether a producer tells everything, and at the time at which it happens.
 *
 * <p>{@code missing-numbers} (threat 18): a number has not come thirty seconds after a higher one. {@code silence} (threat 18):
 * nothing at all for ten minutes, while forty records should have come by the quietest such hour of a week. {@code clock} (threat 19): a record is dated
 * minutes ahead of the log, or minutes before one with a lower number, or its producer has been minutes behind the log for half an
 * hour; what waited for the broker comes late too, but in order and all at once. These tell of the platform itself: nobody is
 * suspended.
 */
final class ProducerLens implements Lens<ProducerHistory> {
    static final String MISSING = "missing-numbers";
    static final String RENUMBERED = "renumbered";
    static final String SILENCE = "silence";
    static final String CLOCK = "clock";
    private static final int VERSION = 1;
    /** Records that should have come: none of so many by chance has a probability that nobody waits for. */
    private static final int SURELY = 40;

    private static final long LONG_BEHIND = 30 * Times.MINUTE;

    private final Settings.Producers allowed;

    ProducerLens(Settings settings) {
        this.allowed = settings.producers();
    }

    @Override
    public String name() {
        return "producer";
    }

    @Override
    public Optional<String> key(Look look) {
        return Optional.of(look.producer());
    }

    @Override
    public ProducerHistory nothing() {
        return new ProducerHistory();
    }

    @Override
    public ProducerHistory read(DataInput in) throws IOException {
        return ProducerHistory.read(in);
    }

    @Override
    public Findings take(ProducerHistory known, Look look, Instant logTime) {
        var log = Times.micros(logTime);
        var seen = new Seen(Times.micros(look.at()), look.record(), Look.NOBODY, 0);
        var alerts = new ArrayList<Alert>();
        var before = known.take(look.sequence(), seen, log);
        if (before != null) {
            add(alerts, known, look.producer(), RENUMBERED, "number " + look.sequence(), 1, List.of(before, seen), log);
        }
        missing(known, look, log, alerts);
        clock(known, look, seen, log, alerts);
        return Findings.of(alerts);
    }

    /** As time goes by without a record of it. */
    List<Alert> tick(String producer, ProducerHistory known, Instant now) {
        var silentFor = Times.micros(now) - known.lastLog();
        var missed = (double) known.atLeastInHourOf(Times.micros(now)) * silentFor / Times.HOUR;
        if (silentFor < Times.micros(allowed.leastSilence())
                || missed < SURELY
                || known.recent().isEmpty()) {
            return List.of();
        }
        var alerts = new ArrayList<Alert>();
        add(
                alerts,
                known,
                producer,
                SILENCE,
                "since " + known.lastLog(),
                (int) allowed.leastSilence().toMinutes(),
                List.of(known.recent().lastEntry().getValue()),
                known.lastLog());
        return alerts;
    }

    private void missing(ProducerHistory known, Look look, long log, List<Alert> alerts) {
        var since = log - Times.micros(allowed.missingAfter());
        for (var range : List.copyOf(known.missing().values())) {
            if (!range.told() && range.since() < since) {
                known.missing().put(range.from(), new Missing(range.from(), range.to(), range.since(), true));
                var around = new ArrayList<Seen>();
                var lower = known.recent().floorEntry(range.from());
                var higher = known.recent().higherEntry(range.to());
                if (lower != null) {
                    around.add(lower.getValue());
                }
                around.add(higher == null ? known.recent().lastEntry().getValue() : higher.getValue());
                add(alerts, known, look.producer(), MISSING, "from " + range.from(), 1, around, log);
            }
        }
    }

    private void clock(ProducerHistory known, Look look, Seen seen, long log, List<Alert> alerts) {
        var skew = Times.micros(allowed.skew());
        var hour = "hour " + Times.hour(log);
        var lower = known.recent().headMap(look.sequence()).values().stream()
                .mapToLong(Seen::at)
                .max();
        var higher = known.recent().tailMap(look.sequence(), false).values().stream()
                .mapToLong(Seen::at)
                .min();
        if (seen.at() > log + skew
                || lower.isPresent() && seen.at() < lower.getAsLong() - skew
                || higher.isPresent() && seen.at() > higher.getAsLong() + skew) {
            add(
                    alerts,
                    known,
                    look.producer(),
                    CLOCK,
                    hour,
                    (int) allowed.skew().toMinutes(),
                    List.of(seen),
                    log);
        }
        if (seen.at() < log - skew) {
            if (known.behindSince() == 0) {
                known.behindSince(log);
            } else if (log - known.behindSince() > LONG_BEHIND) {
                add(
                        alerts,
                        known,
                        look.producer(),
                        CLOCK,
                        hour,
                        (int) allowed.skew().toMinutes(),
                        List.of(seen),
                        log);
            }
        } else {
            known.behindSince(0);
        }
    }

    private static void add(
            List<Alert> alerts,
            ProducerHistory known,
            String producer,
            String rule,
            String episode,
            int limit,
            List<Seen> looks,
            long log) {
        if (known.told().first(rule + ' ' + episode, Times.day(log))) {
            alerts.add(new Verdict(
                            Effect.TELL,
                            episode,
                            limit,
                            Times.HOUR,
                            looks.stream().sorted(Seen.BY_TIME).toList(),
                            new TreeMap<>(
                                    Map.of("missing", (double) known.missing().size())))
                    .alert(
                            rule,
                            VERSION,
                            new Alert.Requester(producer, CallerKind.SERVICE, null),
                            Alert.idOf("producer", producer)));
        }
    }
}
