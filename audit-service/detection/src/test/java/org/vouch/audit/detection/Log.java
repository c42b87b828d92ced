package org.vouch.audit.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/** Looks as services write them, in the order of a log, and what the detector makes of them. */
final class Log {
    static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final List<Look> looks = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private Instant now = START;
    private String requester = "7f0c2b7e-52a3-4d54-9b7e-0a2f3c4d5e6f";
    private CallerKind kind = CallerKind.RESIDENT;
    private Duration clock = Duration.ZERO;

    Log at(Duration sinceStart) {
        now = START.plus(sinceStart);
        return this;
    }

    Log later(Duration by) {
        now = now.plus(by);
        return this;
    }

    Log by(String who) {
        requester = who;
        kind = CallerKind.RESIDENT;
        return this;
    }

    Log byClient(CallerKind of, String who) {
        requester = who;
        kind = of;
        return this;
    }

    /** The producer's clock is wrong from now on. */
    Log clockOff(Duration by) {
        clock = by;
        return this;
    }

    Log looksAt(int subject) {
        return add(
                subject, "proxy-lookup", "help", null, null, UUID.randomUUID().toString());
    }

    Log misses(int subject) {
        return add(subject, "presence-check", "help", null, "not-proven", null);
    }

    /** At nobody who is known. */
    Log tries(String refusal) {
        return add((int) Look.NOBODY, "presence-check", "help", null, refusal, null);
    }

    Log brings(String proof, int subject, @Nullable String refusal) {
        return add(subject, "proxy-lookup", "help", null, refusal, proof);
    }

    Log makes(String proof, int subject) {
        return add(subject, "presence-check", "help", null, null, proof);
    }

    Log scans(String gate, int subject, String pass, boolean stale) {
        byClient(CallerKind.CHECKPOINT, gate);
        return add(subject, "scan", "entry", gate, stale ? "pass-stale" : null, pass);
    }

    Log delegation(String action, int subject, @Nullable String refusal) {
        return add(subject, action, "delegation", null, refusal, "delegation " + subject);
    }

    /** A number is given and its record never comes. */
    Log loses(String producer) {
        numbers.merge(producer, 1L, Long::sum);
        return this;
    }

    private Log add(
            int subject,
            String action,
            String purpose,
            @Nullable String venue,
            @Nullable String refusal,
            @Nullable String proof) {
        var producer = action.equals("presence-check") || action.equals("delegation") ? "identity" : "healthcode";
        looks.add(new Look(
                UUID.randomUUID(),
                now.plus(clock),
                producer,
                numbers.merge(producer, 1L, Long::sum),
                requester,
                kind,
                null,
                subject,
                action,
                purpose,
                venue,
                refusal != null,
                refusal,
                proof));
        times.add(now);
        return this;
    }

    private final List<Instant> times = new ArrayList<>();

    List<Look> looks() {
        return looks;
    }

    List<Alert> alerts() {
        var detection = new Detection(Settings.standard());
        var alerts = new ArrayList<Alert>();
        for (var i = 0; i < looks.size(); i++) {
            alerts.addAll(detection.take(looks.get(i), times.get(i)));
        }
        return alerts;
    }

    List<String> rules() {
        return alerts().stream().map(Alert::rule).toList();
    }

    /** Everything that does not depend on one log holding all numbers in order. */
    Set<UUID> idsOf(List<Integer> order) {
        var detection = new Detection(Settings.standard());
        var ids = new HashSet<UUID>();
        for (var i : order) {
            for (var alert : detection.take(looks.get(i), times.get(i))) {
                if (alert.requester().kind() != CallerKind.SERVICE) {
                    ids.add(alert.id());
                }
            }
        }
        return ids;
    }

    List<Integer> inOrder() {
        var order = new ArrayList<Integer>();
        for (var i = 0; i < looks.size(); i++) {
            order.add(i);
        }
        return order;
    }

    /** As {@code partitions} partitions are read, each up to a minute behind, and one look in a hundred twice. */
    List<Integer> shuffled(int partitions, Random random) {
        var delayed = new HashMap<Integer, Long>();
        var behind = new long[partitions];
        for (var i = 0; i < partitions; i++) {
            behind[i] = random.nextInt(30_000);
        }
        for (var i : inOrder()) {
            var partition = Math.floorMod(looks.get(i).requester().hashCode(), partitions);
            delayed.put(i, times.get(i).toEpochMilli() + behind[partition] + random.nextInt(30_000));
        }
        var order = new ArrayList<>(inOrder());
        order.sort(Comparator.comparing(delayed::get));
        for (var i = order.size() - 1; i >= 0; i--) {
            if (random.nextInt(100) == 0) {
                order.add(i + 1, order.get(i));
            }
        }
        return order;
    }
}
