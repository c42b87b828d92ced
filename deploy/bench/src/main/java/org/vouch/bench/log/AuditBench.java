package org.vouch.bench.log;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.vouch.bench.Machine;
import org.vouch.bench.running.Calls;
import org.vouch.bench.running.LocalPlatform;
import org.vouch.log.check.CheckingLog;
import org.vouch.log.check.Head;
import org.vouch.log.check.Source;
import org.vouch.log.check.Trust;

/**
 * How many entries a second the whole of the platform takes in on this machine, from Kafka to a checkpoint that both witnesses
 * have cosigned, with the rules watching the same records; how long an entry takes to get there; and how long it takes to rebuild
 * the log from what it serves. Beside it, the plain way of one transaction an entry, and what was published of another log.
 */
public final class AuditBench {

    private static final String KAFKA = "localhost:9092";
    private static final int BASELINE_SECONDS = 10;

    /** Until then the first seconds' queue is worked off as well. */
    private static final Duration COLD = Duration.ofSeconds(30);

    private static final Duration MOST_BEHIND = Duration.ofMinutes(10);

    private final LocalPlatform platform;
    private final AuditOptions options;
    private final PrintStream out;
    private final Clock clock;
    private final Random random;

    public AuditBench(Path repository, String[] arguments, PrintStream out, Clock clock, Random random)
            throws IOException {
        this.platform = LocalPlatform.of(repository);
        this.options = AuditOptions.read(arguments);
        this.out = out;
        this.clock = clock;
        this.random = random;
    }

    /** Prints the report. */
    public void run() throws Exception {
        Machine.describe(out);
        say(
                "%n%d records, %d a second, 4 producers, into the log of a running platform%n",
                options.records(), options.perSecond());
        double plain = new OneByOne(platform).perSecond(BASELINE_SECONDS);
        takeIn();
        say("%nbeside it");
        say(
                "  one transaction an entry, 8 connections     %9.0f/s   (this PostgreSQL, this run; no tree, no seal)",
                plain);
        say("  a published figure for a comparable log         1587/s   (a small virtual machine)%n");
        rebuild();
    }

    private void takeIn() throws Exception {
        List<MadeRecord> sent;
        long before;
        long begun;
        long allIn;
        Processors idle;
        Processors busy;
        Map<UUID, Long> indexes;
        try (Published published = new Published(platform.audit());
                Sending sending = new Sending(KAFKA, clock, random)) {
            before = published.watching();
            idle = Processors.now();
            begun = System.nanoTime();
            sent = sending.send(options);
            long sendingTook = System.nanoTime() - begun;
            long behind = before + sent.size() - published.newest();
            await(published, before + sent.size());
            allIn = System.nanoTime() - begun;
            busy = Processors.now();
            say("sent in                       %9.1f s", seconds(sendingTook));
            say("behind when the last was sent %9d entries", behind);
            say(
                    "all under a checkpoint after  %9.1f s   = %.0f entries/s",
                    seconds(allIn), sent.size() / seconds(allIn));
            indexes = indexes(before);
            say("from the event to a checkpoint that both witnesses cosigned and anybody can read, ms");
            delays("all", sent, indexes, published);
            long warm = sent.get(0).at() + COLD.toMillis();
            delays(
                    "after %d s, when the JVMs have compiled most".formatted(COLD.toSeconds()),
                    sent.stream().filter(record -> record.at() >= warm).toList(),
                    indexes,
                    published);
        }
        say("%ncores busy meanwhile");
        busy.since(idle, Duration.ofNanos(allIn)).forEach((part, cores) -> say("  %-24s %6.2f", part, cores));
        long lost = sent.stream()
                .filter(record -> !indexes.containsKey(record.id()))
                .count();
        say("%nsent and not in the log       %9d", lost);
    }

    private void await(Published published, long size) throws InterruptedException {
        long patience = System.nanoTime() + MOST_BEHIND.toNanos();
        while (published.newest() < size && System.nanoTime() < patience) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        if (published.newest() < size) {
            throw new IllegalStateException("only %d of %d are under a checkpoint".formatted(published.newest(), size));
        }
    }

    private void delays(String which, List<MadeRecord> sent, Map<UUID, Long> indexes, Published published) {
        if (sent.isEmpty()) {
            return;
        }
        long[] millis = sent.stream()
                .mapToLong(record -> published.at(indexes.getOrDefault(record.id(), Long.MAX_VALUE - 1)) - record.at())
                .sorted()
                .toArray();
        say(
                "  %-46s p50 %d, p95 %d, p99 %d, longest %d",
                which,
                millis[millis.length / 2],
                millis[(int) (millis.length * .95)],
                millis[(int) (millis.length * .99)],
                Arrays.stream(millis).max().orElse(0));
    }

    private Map<UUID, Long> indexes(long from) throws IOException, SQLException {
        Map<UUID, Long> found = new HashMap<>();
        try (Connection database = platform.database("audit");
                PreparedStatement query = database.prepareStatement(
                        "select event_id, leaf_index from log_entry where leaf_index >= ? and kind = 'access'")) {
            query.setLong(1, from);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
        }
        return found;
    }

    private void rebuild() throws Exception {
        String auditor = new Calls(platform).token(platform.of("auditor").get(0));
        Path data = platform.data();
        Trust trust = new Trust(
                Files.readString(data.resolve("log-signer/log.vkey")),
                List.of(
                        Files.readString(data.resolve("log-witness-one/witness.vkey")),
                        Files.readString(data.resolve("log-witness-two/witness.vkey"))),
                2);
        long begun = System.nanoTime();
        Head head = new CheckingLog(Source.server(platform.audit(), () -> auditor), trust).check();
        double took = seconds(System.nanoTime() - begun);
        say(
                "the log of %d entries rebuilt from what it serves, every tile compared, in %.1f s (%.0f entries/s)",
                head.size(), took, head.size() / took);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
