package org.vouch.local.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.vouch.local.platform.Databases;
import org.vouch.local.platform.Layout;
import org.vouch.local.platform.Ledger;
import org.vouch.local.platform.PortUse;
import org.vouch.local.platform.Terminal;
import org.vouch.log.check.Head;
import org.vouch.log.check.Untrue;

/**
 * Gates look at passes and other clients work while one process after another, chosen at random, is killed with -9:
 * services, Kafka, PostgreSQL, the log's signer and witnesses. In the end each look is exactly one entry: what the producers have
 * committed, what the audit service has counted and what the log holds are the same numbers, and lie between what was
 * acknowledged to the gates and what they have sent.
 */
public final class Endurance {

    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(15);
    private static final Duration AGAIN = Duration.ofMinutes(4);
    private static final Duration SETTLED = Duration.ofMinutes(5);
    private static final long PROGRESS_MILLIS = 30_000;
    private static final String KAFKA = "kafka";
    private static final List<String> PRODUCERS = List.of("identity", "healthcode", "testresult");

    private final Demo demo;
    private final Layout layout;
    private final Databases databases;
    private final int operations;
    private final SecureRandom random;
    private final Calls calls;
    private final Cast cast;
    private final Narrator narrator;
    private final UnderLoad underLoad;
    private final WholeLog log;
    private final TreeMap<String, Integer> kills = new TreeMap<>();

    /** @param databases of the running platform, as their superuser sees them */
    public Endurance(
            Demo demo,
            Layout layout,
            Databases databases,
            int operations,
            Camera camera,
            Terminal terminal,
            Clock clock,
            SecureRandom random) {
        this.demo = demo;
        this.layout = layout;
        this.databases = databases;
        this.operations = operations;
        this.random = random;
        this.calls = new Calls(demo.services(), Duration.ZERO, camera, clock, random);
        this.cast = Cast.of(demo, calls);
        this.narrator = new Narrator(terminal);
        this.underLoad = new UnderLoad(demo, calls, cast, narrator);
        this.log = new WholeLog(layout, demo, calls);
    }

    /**
     * True if every number is as it must be.
     *
     * @throws StoryBroken if the platform was not started with Kafka apart
     */
    public boolean play() {
        if (Ledger.process(layout.ledger(), KAFKA).isEmpty()) {
            throw new StoryBroken("Kafka cannot be killed alone: the platform was not started with --apart");
        }
        narrator.heading("Endurance: %,d looks while something is killed every %d s"
                .formatted(operations, BETWEEN_KILLS.toSeconds()));
        Instant begun = calls.now();
        Gates gates = new Gates(
                demo, calls, cast.residents().subList(2, cast.residents().size()), operations);
        try {
            underLoad.during(() -> disturbed(gates));
            judge(gates, begun);
        } catch (StoryBroken | UncheckedIOException e) {
            narrator.expect(false, "it breaks off: " + e.getMessage());
        }
        narrator.missed().forEach(miss -> narrator.say("  ✗ " + miss));
        return narrator.missed().isEmpty();
    }

    private void disturbed(Gates gates) {
        CountDownLatch over = new CountDownLatch(1);
        Thread killer = new Thread(() -> kill(over), "killer");
        killer.start();
        long begun = System.nanoTime();
        gates.start();
        while (!gates.ended(PROGRESS_MILLIS)) {
            narrator.say("  %s; killed so far: %s".formatted(gates, kills()));
        }
        over.countDown();
        try {
            killer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryBroken("interrupted");
        }
        double seconds =
                (System.nanoTime() - begun) / (double) Duration.ofSeconds(1).toNanos();
        narrator.say(
                "  %s in %.0f s (%.0f a second); killed: %s".formatted(gates, seconds, operations / seconds, kills()));
        PortUse.SERVICES.forEach(service -> Waiting.until(
                AGAIN, () -> calls.ready("http://localhost:" + service.port()), answer -> answer.status() == 200));
    }

    private void kill(CountDownLatch over) {
        try {
            while (!over.await(BETWEEN_KILLS.toMillis(), TimeUnit.MILLISECONDS)) {
                List<Ledger.Entry> running = victims();
                if (!running.isEmpty()) {
                    Ledger.Entry victim = running.get(random.nextInt(running.size()));
                    victim.process().ifPresent(ProcessHandle::destroyForcibly);
                    synchronized (kills) {
                        kills.merge(victim.name(), 1, Integer::sum);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All of the platform but its launcher. The registry is not of the platform. */
    private List<Ledger.Entry> victims() {
        return Ledger.read(layout.ledger()).stream()
                .filter(entry ->
                        !entry.name().equals(Ledger.LAUNCHER) && !entry.name().equals("civil-registry"))
                .filter(entry -> entry.process().isPresent())
                .toList();
    }

    private String kills() {
        synchronized (kills) {
            return kills.toString();
        }
    }

    private void judge(Gates gates, Instant begun) {
        List<String> unequal = new ArrayList<>();
        Waiting.until(SETTLED, () -> {
            unequal.clear();
            PRODUCERS.forEach(producer -> difference(producer).ifPresent(unequal::add));
            return unequal.isEmpty();
        });
        narrator.expect(
                unequal.isEmpty(), "every record that a service has committed came in exactly once" + said(unequal));
        long recorded = number(
                "audit",
                "select count(*) from access_entry where action = 'scan' and outcome = 'granted' and at >= '" + begun
                        + "'");
        narrator.expect(
                gates.acknowledged() <= recorded && recorded <= gates.sent(),
                "%s; %,d are on record".formatted(gates, recorded));
        narrator.expect(gates.unexpected().isEmpty(), "no gate was told anything else" + said(gates.unexpected()));
        long looks = number("audit", "select count(*) from access_number");
        long entries = number("audit", "select count(*) from log_entry where kind = 'access'");
        narrator.expect(
                looks == entries, "%,d records have come in, %,d are entries of the log".formatted(looks, entries));
        narrator.expect(
                number("audit", "select count(*) from record_set_aside") == 0, "no record was set aside as unreadable");
        checkLog();
    }

    private void checkLog() {
        try {
            Head head = log.check();
            narrator.expect(true, "%,d entries lead to the root that was signed".formatted(head.size()));
        } catch (Untrue | IOException e) {
            narrator.expect(false, "the log is not what was signed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryBroken("interrupted");
        }
    }

    /** What a producer has numbered last, against how many of its numbers have come in and the highest of them. */
    private Optional<String> difference(String producer) {
        String name = "'" + producer + "-service'";
        long last = number(producer, "select coalesce(max(last), 0) from access_sequence where producer = " + name);
        long count = number("audit", "select count(*) from access_number where producer = " + name);
        long highest = number("audit", "select coalesce(max(sequence), 0) from access_number where producer = " + name);
        return last == count && last == highest
                ? Optional.empty()
                : Optional.of("%s wrote %,d, %,d came in, up to number %,d".formatted(producer, last, count, highest));
    }

    private long number(String database, String query) {
        return Long.parseLong(databases.column(database, query).get(0));
    }

    private static String said(List<String> what) {
        return what.isEmpty() ? "" : ", but " + what;
    }
}
