package org.vouch.embedded;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for processes to end. */
public final class Processes {
    private Processes() {}

    /** Whether it ended within the limit; false as well, and at once, for an interrupted thread. */
    public static boolean gone(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toNanos(), TimeUnit.NANOSECONDS);
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
