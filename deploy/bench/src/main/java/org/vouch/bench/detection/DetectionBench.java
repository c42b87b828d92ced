package org.vouch.bench.detection;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.detection.Detection;
import org.vouch.audit.detection.Look;
import org.vouch.audit.detection.Settings;
import org.vouch.bench.Machine;
import org.vouch.bench.Rate;
import org.vouch.bench.detection.Incidents.Incident;
import org.vouch.simulator.Parameters;

/** Replays worlds through the detector and prints what it saw of them, beside what simpler means see. */
public final class DetectionBench {
    private static final double NATURAL = 1e-4;
    private static final double FULL_DAYS = 86_400;

    private final DetectionOptions options;
    private final PrintStream out;

    public DetectionBench(String[] arguments, PrintStream out) {
        this.options = DetectionOptions.read(arguments);
        this.out = out;
    }

    /** Everything that is counted over all worlds. */
    private static final class Totals {
        private final List<Incident> incidents = new ArrayList<>();
        private final Map<String, Integer> falseByRule = new TreeMap<>();
        private final Map<String, List<Integer>> baselines = new TreeMap<>();
        private final Map<String, TreeMap<String, int[]>> baselineByPattern = new TreeMap<>();
        private int falseIncidents;
        private int falseAccounts;
        private int wronglySuspended;
        private long accounts;
        private long asking;
        private double accountDays;
        private long records;
        private long nanos;
        private int alerts;
        private int keys;
    }

    public void run() throws IOException {
        Machine.describe(out);
        var totals = new Totals();
        var alerts = options.alerts();
        try (var file = alerts == null ? null : Files.newBufferedWriter(alerts, StandardCharsets.UTF_8)) {
            for (var world : worlds()) {
                replay(world, totals, file);
            }
        }
        print(totals);
    }

    private List<World> worlds() throws IOException {
        var folder = options.records();
        if (folder != null) {
            return List.of(new RecordsFolder(folder, options.accounts()));
        }
        var file = options.parameters();
        var parameters = file == null ? Parameters.standard() : Parameters.of(file);
        return options.seeds().stream()
                .<World>map(seed -> new SimulatedWorld(parameters, seed))
                .toList();
    }

    /** What one alert said, as much as is judged later. */
    private record Raised(String rule, String requester, boolean suspends, boolean right) {}

    private void replay(World world, Totals totals, @Nullable BufferedWriter file) throws IOException {
        var incidents = new Incidents(world.blames());
        var detection = new Detection(Settings.standard());
        var days = new AccountDays();
        var byIncident = new HashMap<UUID, List<Raised>>();
        var asking = new HashSet<String>();
        var told = new HashSet<UUID>();
        var first = new Instant[2];
        var cpu = ManagementFactory.getThreadMXBean();
        world.readBy((look, logTime) -> {
            var begun = cpu.getCurrentThreadCpuTime();
            var found = detection.take(look, logTime);
            totals.nanos += cpu.getCurrentThreadCpuTime() - begun;
            totals.records++;
            asking.add(look.requester());
            first[0] = first[0] == null ? logTime : first[0];
            first[1] = logTime;
            incidents.looked(look, logTime);
            for (var alert : found) {
                if (told.add(alert.id())) {
                    var right = incidents.alerted(alert, look, logTime);
                    byIncident
                            .computeIfAbsent(alert.incident(), any -> new ArrayList<>())
                            .add(raised(alert, right));
                    totals.alerts++;
                    write(file, alert, look, logTime, right);
                }
            }
            days.take(look, logTime);
        });
        totals.keys = Math.max(totals.keys, detection.size());
        totals.incidents.addAll(incidents.all());
        totals.asking += asking.size();
        var accounts = Math.max(world.accounts(), asking.size());
        totals.accounts += accounts;
        if (first[0] != null) {
            totals.accountDays +=
                    accounts * Math.max(1, Duration.between(first[0], first[1]).toSeconds() / FULL_DAYS);
        }
        var wrong = countFalse(byIncident, incidents, totals);
        compare(days, incidents, wrong, totals);
    }

    private static Raised raised(Alert alert, boolean right) {
        return new Raised(
                alert.rule(), alert.requester().id(), alert.effect().wire().equals("suspend"), right);
    }

    private static void write(@Nullable BufferedWriter file, Alert alert, Look look, Instant at, boolean right)
            throws IOException {
        if (file != null) {
            file.write(String.format(
                    Locale.ROOT,
                    "{\"at\":\"%s\",\"rule\":\"%s\",\"requester\":\"%s\",\"effect\":\"%s\",\"incident\":\"%s\","
                            + "\"record\":\"%s\",\"labelled\":%b}%n",
                    at,
                    alert.rule(),
                    alert.requester().id(),
                    alert.effect().wire(),
                    alert.incident(),
                    look.record(),
                    right));
        }
    }

    /** An incident is false if fewer than half of whom it names are to blame; returns how many accounts false ones name. */
    private static int countFalse(Map<UUID, List<Raised>> byIncident, Incidents incidents, Totals totals) {
        var wrong = new HashSet<String>();
        for (var alerts : byIncident.values()) {
            var named = new HashSet<String>();
            var rightly = new HashSet<String>();
            Set<String> rules = new HashSet<>();
            for (var alert : alerts) {
                named.add(alert.requester());
                rules.add(alert.rule());
                if (alert.right()) {
                    rightly.add(alert.requester());
                } else if (alert.suspends() && !incidents.blamed(alert.requester())) {
                    totals.wronglySuspended++;
                }
            }
            if (rightly.size() * 2 < named.size()) {
                totals.falseIncidents++;
                rules.forEach(rule -> totals.falseByRule.merge(rule, 1, Integer::sum));
                named.removeIf(incidents::blamed);
                wrong.addAll(named);
            }
        }
        totals.falseAccounts += wrong.size();
        return wrong.size();
    }

    private static void compare(AccountDays days, Incidents incidents, int allowed, Totals totals) {
        var scores = Baselines.scores(days.all());
        scores.forEach((name, of) ->
                count(name + ", as many false", Baselines.above(of, incidents, allowed), incidents, totals));
        var most = scores.values().iterator().next();
        count("more than 40 in 24 h", Baselines.fixed(most), incidents, totals);
    }

    private static void count(String name, List<String> flagged, Incidents incidents, Totals totals) {
        var above = new HashSet<>(flagged);
        var falsely =
                (int) flagged.stream().filter(one -> !incidents.blamed(one)).count();
        totals.baselines.computeIfAbsent(name, any -> new ArrayList<>()).add(falsely);
        for (var incident : incidents.all()) {
            var counts = totals.baselineByPattern
                    .computeIfAbsent(name, any -> new TreeMap<>())
                    .computeIfAbsent(incident.pattern, any -> new int[2]);
            counts[0] += incident.requesters.stream().anyMatch(above::contains) ? 1 : 0;
            counts[1]++;
        }
    }

    // --- report --------------------------------------------------------------------------------------------------

    private void print(Totals totals) {
        var byPattern = new TreeMap<String, List<Incident>>(
                java.util.Comparator.comparingInt(String::length).thenComparing(one -> one));
        totals.incidents.forEach(one ->
                byPattern.computeIfAbsent(one.pattern, any -> new ArrayList<>()).add(one));
        out.printf(
                Locale.ROOT,
                "%,d records, %,d accounts of whom %,d ask, %,.0f account-days, %,d alerts%n%n",
                totals.records,
                totals.accounts,
                totals.asking,
                totals.accountDays,
                totals.alerts);
        out.println("pattern  seen / incidents, recall % [95 % bounds]   accounts named  to alert p50   p95      "
                + "exposed p50  most  by");
        byPattern.forEach(this::print);
        var rate = (double) totals.falseAccounts / totals.accounts;
        var recall = recallOfAccounts(totals.incidents);
        out.printf(
                Locale.ROOT,
                "%nfalse incidents: %d (%.3f per 100,000 account-days), naming %d accounts; by rule %s%n",
                totals.falseIncidents,
                totals.falseIncidents / totals.accountDays * 100_000,
                totals.falseAccounts,
                totals.falseByRule);
        out.printf(
                Locale.ROOT,
                "suspended wrongly: %d (%.2f per 100,000 accounts)%n",
                totals.wronglySuspended,
                totals.wronglySuspended * 100_000.0 / totals.accounts);
        out.printf(
                Locale.ROOT,
                "precision at one attacker in 10,000 accounts: %.2f (recall of accounts %.2f, false accounts %.6f)%n",
                recall * NATURAL / (recall * NATURAL + rate * (1 - NATURAL)),
                recall,
                rate);
        printBaselines(totals);
        out.printf(
                Locale.ROOT,
                "%n%,.0f records a second of processor time; %,d keys known at the end%n",
                totals.records / (totals.nanos / 1e9),
                totals.keys);
    }

    private void print(String pattern, List<Incident> incidents) {
        var seen = incidents.stream().filter(one -> one.seen != null).toList();
        var named = incidents.stream().mapToInt(one -> one.named.size()).sum();
        var requesters =
                incidents.stream().mapToInt(one -> one.requesters.size()).sum();
        var took = seen.stream()
                .map(Incident::took)
                .map(one -> one == null ? 0 : one.toSeconds())
                .sorted()
                .toList();
        var exposed = incidents.stream()
                .map(one -> one.exposed.size() / one.requesters.size())
                .sorted()
                .toList();
        var by = new TreeMap<String, Integer>();
        seen.forEach(one -> by.merge(String.valueOf(one.seenBy), 1, Integer::sum));
        out.printf(
                Locale.ROOT,
                "%-8s %4d / %-4d  %-34s %6d / %-6d %12s %8s %10d %6d  %s%n",
                pattern,
                seen.size(),
                incidents.size(),
                new Rate(seen.size(), incidents.size()),
                named,
                requesters,
                text(took, 0.5),
                text(took, 0.95),
                exposed.get(exposed.size() / 2),
                exposed.get(exposed.size() - 1),
                by);
        incidents.stream()
                .filter(one -> one.seen == null)
                .limit(5)
                .forEach(one -> out.println("           missed: " + one.name + ", "
                        + (one.requesters.size() == 1
                                ? one.requesters.iterator().next()
                                : one.requesters.size() + " accounts")));
    }

    private static String text(List<Long> seconds, double part) {
        if (seconds.isEmpty()) {
            return "-";
        }
        var value = seconds.get(Math.min(
                seconds.size() - 1,
                (int) Math.ceil(part * seconds.size()) - 1 < 0 ? 0 : (int) Math.ceil(part * seconds.size()) - 1));
        return value < 120
                ? value + " s"
                : value < 7_200 ? value / 60 + " min" : String.format(Locale.ROOT, "%.1f h", value / 3_600.0);
    }

    /** Of one attacker alone: rings are many accounts and one attacker. */
    private static double recallOfAccounts(List<Incident> incidents) {
        return incidents.isEmpty()
                ? 0
                : (double) incidents.stream().filter(one -> one.seen != null).count() / incidents.size();
    }

    private void printBaselines(Totals totals) {
        out.println("\nrecall % by pattern           false accounts  "
                + String.join(
                        "",
                        totals.incidents.stream()
                                .map(one -> one.pattern)
                                .distinct()
                                .map(one -> String.format(Locale.ROOT, "%6s", one))
                                .toList()));
        var patterns =
                totals.incidents.stream().map(one -> one.pattern).distinct().toList();
        var own = new StringBuilder();
        for (var pattern : patterns) {
            var of = totals.incidents.stream()
                    .filter(one -> one.pattern.equals(pattern))
                    .toList();
            own.append(percent(of.stream().filter(one -> one.seen != null).count(), of.size()));
        }
        out.printf(Locale.ROOT, "%-40s %4d  %s%n", "the rules", totals.falseAccounts, own);
        totals.baselineByPattern.forEach((name, counts) -> {
            var line = new StringBuilder();
            for (var pattern : patterns) {
                var of = counts.getOrDefault(pattern, new int[2]);
                line.append(percent(of[0], of[1]));
            }
            out.printf(
                    Locale.ROOT,
                    "%-40s %4d  %s%n",
                    name,
                    totals.baselines.getOrDefault(name, List.of()).stream()
                            .mapToInt(Integer::intValue)
                            .sum(),
                    line);
        });
    }

    private static String percent(long part, long of) {
        return of == 0 ? "     -" : String.format(Locale.ROOT, "%6.0f", 100.0 * part / of);
    }
}
