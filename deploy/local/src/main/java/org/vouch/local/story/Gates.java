package org.vouch.local.story;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Gates that look at one pass after another, each until it is answered, whatever happens to the services. */
final class Gates {

    private static final int GATES = 8;
    private static final long PAUSE_MILLIS = 100;
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    private final Demo demo;
    private final Calls calls;
    private final List<Resident> holders;
    private final AtomicInteger left;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final List<String> unexpected = new ArrayList<>();
    private final CountDownLatch working = new CountDownLatch(GATES);

    /** @param holders whose passes are read in turn, each pass once */
    Gates(Demo demo, Calls calls, List<Resident> holders, int looks) {
        this.demo = demo;
        this.calls = calls;
        this.holders = List.copyOf(holders);
        this.left = new AtomicInteger(looks);
    }

    void start() {
        for (int gate = 0; gate < GATES; gate++) {
            Thread thread = new Thread(this::work, "gate-" + gate);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Whether all looks are made; waits for that for so long. */
    boolean ended(long millis) {
        try {
            return working.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryBroken("interrupted");
        }
    }

    /** How often a pass was sent and not answered with a refusal: one that was not answered at all may have been read. */
    long sent() {
        return sent.get();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** Answers that no fault explains. */
    List<String> unexpected() {
        synchronized (unexpected) {
            return List.copyOf(unexpected);
        }
    }

    private void work() {
        String token = "";
        int number;
        while ((number = left.getAndDecrement()) > 0) {
            Resident holder = holders.get(number % holders.size());
            boolean read = false;
            while (!read) {
                try {
                    if (token.isEmpty()) {
                        token = calls.token(demo.client("checkpoint"));
                    }
                    Answer answer = read(token, calls.pass(holder.token()));
                    read = answer.status() == 200;
                    if (answer.status() == UNAUTHORIZED) {
                        token = "";
                    } else if (!read) {
                        Waiting.pause(PAUSE_MILLIS);
                    }
                } catch (StoryBroken | UncheckedIOException e) {
                    // Something is down: the next round asks for a new pass.
                    Waiting.pause(PAUSE_MILLIS);
                }
            }
        }
        working.countDown();
    }

    private Answer read(String token, String pass) {
        sent.incrementAndGet();
        Answer answer = calls.scan(token, pass);
        if (answer.status() == 200) {
            acknowledged.incrementAndGet();
            return answer;
        }
        // Whoever is told that it was not done finds it nowhere.
        sent.decrementAndGet();
        if (answer.status() != UNAUTHORIZED && answer.status() != UNAVAILABLE) {
            synchronized (unexpected) {
                unexpected.add(answer.status() + " " + answer.body());
            }
        }
        return answer;
    }

    @Override
    public String toString() {
        return "%,d looks acknowledged of %,d sent".formatted(acknowledged.get(), sent.get());
    }
}
