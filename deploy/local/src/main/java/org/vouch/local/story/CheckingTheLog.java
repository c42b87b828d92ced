package org.vouch.local.story;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.vouch.local.platform.Layout;
import org.vouch.local.platform.Terminal;
import org.vouch.log.check.Head;
import org.vouch.log.check.Untrue;

/** What {@code deploy/run check-log} does on the running platform. */
public final class CheckingTheLog {

    private static final Duration NO_PATIENCE = Duration.ZERO;

    private final WholeLog log;
    private final Terminal terminal;

    public CheckingTheLog(
            Demo demo, Layout layout, Camera camera, Terminal terminal, Clock clock, SecureRandom random) {
        this.log = new WholeLog(layout, demo, new Calls(demo.services(), NO_PATIENCE, camera, clock, random));
        this.terminal = terminal;
    }

    /** Whether everything is as it was signed. */
    public boolean play() {
        long begun = System.nanoTime();
        try {
            Head head = log.check();
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
