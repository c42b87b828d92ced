package org.vouch.audit.log;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Work that goes through all entries again and again gives way to those that come in: while the log grows fast, it rests three
 * times as long as it works; while little comes it goes straight on. For one thread.
 */
final class Pace {
    private static final long FAST_PER_SECOND = 100;
    private static final long SECOND = 1_000_000_000;
    private static final int RESTS = 3;

    private final LongSupplier size;
    private long sizeBefore;
    private long before = System.nanoTime();

    Pace(LongSupplier size) {
        this.size = size;
    }

    /** After some work. Returns at once where the thread was interrupted. */
    void rest() {
        var now = System.nanoTime();
        var grown = size.getAsLong();
        LockSupport.parkNanos(restAfter(now - before, grown - sizeBefore));
        sizeBefore = grown;
        before = System.nanoTime();
    }

    /** In nanoseconds, as {@code worked}, in which the log grew by so many entries. */
    static long restAfter(long worked, long grown) {
        return grown * SECOND > FAST_PER_SECOND * worked ? RESTS * Math.min(worked, SECOND) : 0;
    }
}
