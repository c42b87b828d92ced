package org.vouch.local.platform;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes for certain: asks first, and kills what has not gone when the grace time is over. */
public final class Stopping {

    private static final Duration LAUNCHER_GRACE = Duration.ofSeconds(40);
    private static final Duration ORPHAN_GRACE = Duration.ofSeconds(10);

    private Stopping() {}

    /** Ends all of them at the same time. */
    public static void end(List<ProcessHandle> processes, Duration grace) {
        processes.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + grace.toNanos();
        for (ProcessHandle process : processes) {
            if (!gone(process, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                process.destroyForcibly();
                gone(process, ORPHAN_GRACE);
            }
        }
    }

    /** Stops the platform of this ledger and whatever a killed launcher left behind; says in one line what it found. */
    public static String everything(Layout layout) {
        List<Ledger.Entry> entries = Ledger.read(layout.ledger());
        boolean launcherRan = entries.stream()
                .anyMatch(entry ->
                        entry.name().equals(Ledger.LAUNCHER) && entry.process().isPresent());
        end(alive(entries, true), LAUNCHER_GRACE);
        List<Ledger.Entry> orphans =
                entries.stream().filter(entry -> entry.process().isPresent()).toList();
        end(alive(orphans, false), ORPHAN_GRACE);
        Ledger.erase(layout.ledger());
        if (!orphans.isEmpty()) {
            return (launcherRan
                            ? "Stopped; had to be ended one by one: "
                            : "Stopped what a killed launcher had left behind: ")
                    + String.join(", ", orphans.stream().map(Ledger.Entry::name).toList()) + ".";
        }
        return launcherRan ? "Stopped." : "Nothing was running.";
    }

    private static List<ProcessHandle> alive(List<Ledger.Entry> entries, boolean launcher) {
        return entries.stream()
                .filter(entry -> entry.name().equals(Ledger.LAUNCHER) == launcher)
                .flatMap(entry -> entry.process().stream())
                .toList();
    }

    private static boolean gone(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
