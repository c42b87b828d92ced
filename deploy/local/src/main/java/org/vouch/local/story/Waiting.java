package org.vouch.local.story;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again and again until the answer is the awaited one or the time is over; the last answer comes back either way. */
final class Waiting {

    /**
     * Far longer than anything here takes, for the machine may have other things to do. How long it took is told beside
     * what is promised.
     */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long PAUSE_MILLIS = 25;

    private Waiting() {}

    static Answer until(Duration limit, Supplier<Answer> ask, Predicate<Answer> awaited) {
        long deadline = System.nanoTime() + limit.toNanos();
        Answer answer = ask.get();
        while (!awaited.test(answer) && System.nanoTime() < deadline) {
            pause(PAUSE_MILLIS);
            answer = ask.get();
        }
        return answer;
    }

    /** Whether it came true in time. */
    static boolean until(Duration limit, BooleanSupplier awaited) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!awaited.getAsBoolean()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            pause(PAUSE_MILLIS);
        }
        return true;
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryBroken("interrupted");
        }
    }
}
