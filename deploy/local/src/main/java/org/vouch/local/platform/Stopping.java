package org.vouch.local.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vouch.embedded.PostgresServer;
import org.vouch.embedded.Processes;

/** Ends processes for certain: asks first, and kills what has not gone when the grace time is over. */
public final class Stopping {

    private static final Duration LAUNCHER_GRACE = Duration.ofSeconds(60);
    private static final Duration ORPHAN_GRACE = Duration.ofSeconds(10);

    private Stopping() {}

    /** Ends all of them at the same time. */
    public static void end(List<ProcessHandle> processes, Duration grace) {
        processes.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + grace.toNanos();
        for (ProcessHandle process : processes) {
            if (!Processes.gone(process, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                process.destroyForcibly();
                Processes.gone(process, ORPHAN_GRACE);
            }
        }
    }

    /**
     * Stops the platform of this ledger and whatever a killed launcher left behind, PostgreSQL last, for the others
     * write to it until they end; says in one line what it found.
     */
    public static String everything(Layout layout) {
        List<Ledger.Entry> entries = Ledger.read(layout.ledger());
        Optional<ProcessHandle> launcher = entries.stream()
                .filter(entry -> entry.name().equals(Ledger.LAUNCHER))
                .flatMap(entry -> entry.process().stream())
                .findFirst();
        launcher.ifPresent(process -> end(List.of(process), LAUNCHER_GRACE));
        List<Ledger.Entry> last = Ledger.read(layout.ledger());
        List<Ledger.Entry> left = last.isEmpty() ? entries : last;
        List<String> orphans = orphans(left, layout);
        List<String> strangers = left.stream()
                .filter(Ledger.Entry::taken)
                .map(entry -> entry.name() + " (" + entry.pid() + ")")
                .toList();
        Ledger.erase(layout.ledger());
        return found(launcher.isPresent(), orphans)
                + (strangers.isEmpty()
                        ? ""
                        : " Left alone, because other programs have these process ids now: "
                                + String.join(", ", strangers) + ".");
    }

    private static List<String> orphans(List<Ledger.Entry> entries, Layout layout) {
        List<Ledger.Entry> others = entries.stream()
                .filter(entry -> !entry.name().equals(Ledger.POSTGRES))
                .filter(entry -> entry.process().isPresent())
                .toList();
        end(others.stream().flatMap(entry -> entry.process().stream()).toList(), ORPHAN_GRACE);
        List<String> found =
                new ArrayList<>(others.stream().map(Ledger.Entry::name).toList());
        List<ProcessHandle> databases = databases(entries, layout);
        if (!databases.isEmpty()) {
            databases.forEach(database -> PostgresServer.end(database, ORPHAN_GRACE));
            found.add(Ledger.POSTGRES);
        }
        return found;
    }

    /** As the ledger has it, and as the data folder itself tells. */
    private static List<ProcessHandle> databases(List<Ledger.Entry> entries, Layout layout) {
        List<ProcessHandle> found = new ArrayList<>();
        entries.stream()
                .filter(entry -> entry.name().equals(Ledger.POSTGRES))
                .flatMap(entry -> entry.process().stream())
                .forEach(found::add);
        PostgresServer.runningOn(layout.postgres())
                .filter(process -> !found.contains(process))
                .ifPresent(found::add);
        return found;
    }

    private static String found(boolean launcherRan, List<String> orphans) {
        if (orphans.isEmpty()) {
            return launcherRan ? "Stopped." : "Nothing was running.";
        }
        return (launcherRan
                        ? "Stopped; had to be ended one by one: "
                        : "Stopped what a killed launcher had left behind: ")
                + String.join(", ", orphans) + ".";
    }
}
