package org.vouch.local.story;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.vouch.local.platform.Layout;
import org.vouch.local.platform.Terminal;
import org.vouch.log.check.Head;
import org.vouch.log.check.Untrue;

/** What {@code deploy/run check-log} and {@code deploy/run export-log} do. */
public final class CheckingTheLog {

    private static final Duration NO_PATIENCE = Duration.ZERO;

    private final Check check;
    private final Terminal terminal;

    private interface Check {
        Head head() throws Untrue, IOException, InterruptedException;
    }

    private CheckingTheLog(Check check, Terminal terminal) {
        this.check = check;
        this.terminal = terminal;
    }

    /** The log of the running platform, kept in this folder if there is one. */
    public static CheckingTheLog served(
            Demo demo,
            Layout layout,
            Optional<Path> kept,
            Camera camera,
            Terminal terminal,
            Clock clock,
            SecureRandom random) {
        WholeLog log = new WholeLog(layout, demo, new Calls(demo.services(), NO_PATIENCE, camera, clock, random));
        return new CheckingTheLog(() -> kept.isPresent() ? log.export(kept.get()) : log.check(), terminal);
    }

    /** What was kept, by the public keys of this platform, which need not run. */
    public static CheckingTheLog exported(Layout layout, Path folder, Terminal terminal) {
        return new CheckingTheLog(() -> WholeLog.checkExported(layout, folder), terminal);
    }

    /** Whether everything is as it was signed. */
    public boolean play() {
        long begun = System.nanoTime();
        try {
            Head head = check.head();
            terminal.line("%s %d entries of %s lead to the root that the log and its witnesses signed: %s (%d ms)"
                    .formatted(
                            terminal.good("✓"),
                            head.size(),
                            head.origin(),
                            head.root(),
                            Duration.ofNanos(System.nanoTime() - begun).toMillis()));
            return true;
        } catch (Untrue e) {
            terminal.line(terminal.bad("✗ THE LOG IS NOT WHAT WAS SIGNED: " + e.getMessage()));
        } catch (IOException e) {
            terminal.line(terminal.bad("✗ the log cannot be checked: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
