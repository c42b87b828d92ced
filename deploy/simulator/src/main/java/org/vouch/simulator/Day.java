package org.vouch.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens on one day, before it is put in order and numbered. */
final class Day {
    static final String IDENTITY = "identity-service";
    static final String HEALTHCODE = "healthcode-service";
    static final String TESTRESULT = "testresult-service";
    static final long SECOND = 1_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long LENGTH = 24 * HOUR;

    /** When it truly happens, in microseconds since the day began, and everything else of its record. */
    record Event(
            long when,
            int order,
            UUID id,
            String producer,
            Actor actor,
            @Nullable UUID subject,
            String action,
            @Nullable String purpose,
            @Nullable String venue,
            @Nullable String refusal,
            @Nullable String proof) {}

    private final int number;
    private final SplittableRandom random;
    private final List<Event> events = new ArrayList<>();

    Day(int number, SplittableRandom random) {
        this.number = number;
        this.random = random;
    }

    int number() {
        return number;
    }

    SplittableRandom random() {
        return random;
    }

    boolean weekend() {
        return number % 7 >= 5;
    }

    List<Event> inOrder() {
        events.sort(Comparator.comparingLong(Event::when).thenComparingInt(Event::order));
        return events;
    }

    void join(Day other) {
        for (var event : other.events) {
            events.add(new Event(
                    event.when(),
                    events.size(),
                    event.id(),
                    event.producer(),
                    event.actor(),
                    event.subject(),
                    event.action(),
                    event.purpose(),
                    event.venue(),
                    event.refusal(),
                    event.proof()));
        }
    }

    // --- times ---------------------------------------------------------------------------------------------------

    /** Evenly between two hours of the day. */
    long between(double from, double to) {
        return (long) ((from + random.nextDouble() * (to - from)) * HOUR);
    }

    /** When people are about: most by day, few by night. */
    long awake() {
        return random.nextInt(50) == 0 ? between(0, 6) : between(6.5, 22.5);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Poisson by Knuth; by the normal law above fifty. */
    int poisson(double mean) {
        if (mean > 50) {
            return Math.max(0, (int) Math.round(mean + Math.sqrt(mean) * gaussian()));
        }
        var limit = Math.exp(-mean);
        var product = random.nextDouble();
        var count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    private double gaussian() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    UUID id() {
        return new UUID(
                random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    // --- records -------------------------------------------------------------------------------------------------

    void add(
            long when,
            String producer,
            Actor actor,
            @Nullable UUID subject,
            String action,
            @Nullable String purpose,
            @Nullable String venue,
            @Nullable String refusal,
            @Nullable String proof) {
        if (when >= 0 && when < LENGTH) {
            events.add(new Event(
                    when, events.size(), id(), producer, actor, subject, action, purpose, venue, refusal, proof));
        }
    }

    /** Before the camera and then the answer; the proof's id. */
    String lookUp(long when, Actor actor, UUID subject, String purpose, @Nullable String venue) {
        var proof = id().toString();
        add(when, IDENTITY, actor, subject, "presence-check", purpose, venue, null, proof);
        bring(when + (1 + random.nextInt(12)) * SECOND, actor, subject, purpose, venue, null, proof);
        return proof;
    }

    void bring(
            long when,
            Actor actor,
            UUID subject,
            String purpose,
            @Nullable String venue,
            @Nullable String refusal,
            String proof) {
        add(when, HEALTHCODE, actor, subject, "proxy-lookup", purpose, venue, refusal, proof);
    }

    /** The face, the name or the document is not right. */
    void fail(long when, Actor actor, @Nullable UUID subject, String purpose, String reason) {
        add(when, IDENTITY, actor, subject, "presence-check", purpose, null, reason, null);
    }

    String pass() {
        return String.format(Locale.ROOT, "%016x", random.nextLong());
    }

    void scan(long when, Actor gate, UUID holder, String venue, String pass, boolean stale) {
        add(when, HEALTHCODE, gate, holder, "scan", "entry", venue, stale ? "pass-stale" : null, pass);
    }

    void sample(long when, Actor site, UUID holder, String venue, String pass) {
        add(when, HEALTHCODE, site, holder, "sample", "sampling", venue, null, pass);
    }
}
