package org.vouch.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vouch.identity.face.FaceEngine;
import org.vouch.identity.face.MatchDecision;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.challenge.ChallengePolicy;
import org.vouch.identity.face.challenge.ChallengePolicy.Decision;
import org.vouch.identity.face.challenge.ChallengePolicy.Frame;
import org.vouch.identity.face.onnx.OnnxFaceEngine;
import org.vouch.puppet.Sitter.Shot;

/**
 * More checks than can be done, at an even rate, whatever becomes of them, behind the bounds of the service: its two
 * reading threads with 64 pictures waiting, and 64 uploads under way of which each has one picture read at a time.
 */
final class QueueBench {

    /** {@code vouch.sessions.judged-at-once}. */
    private static final int READING = 2;

    /** Of {@code ReadingFaces}. */
    private static final int WAITING = 64;

    /** {@code vouch.sessions.received-at-once}. */
    private static final int UPLOADS = 64;

    private static final long REPORT_SECONDS = 10;

    private final RecogniserProfile profile;
    private final List<PresenceBench.Session> sessions;
    private final PresenceOptions options;
    private final PrintStream out;

    private final Semaphore uploads = new Semaphore(UPLOADS);
    private final AtomicInteger proven = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Numbers seconds = new Numbers();

    QueueBench(
            RecogniserProfile profile, List<PresenceBench.Session> sessions, PresenceOptions options, PrintStream out) {
        this.profile = profile;
        this.sessions = sessions;
        this.options = options;
        this.out = out;
    }

    void run() throws InterruptedException {
        ThreadPoolExecutor readers =
                new ThreadPoolExecutor(READING, READING, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING));
        try (OnnxFaceEngine engine = new OnnxFaceEngine(profile)) {
            say(
                    "%n%.1f checks a second offered for %d s to %d reading threads; each line is %d s",
                    options.perSecond(), options.queue().toSeconds(), READING, REPORT_SECONDS);
            say("  seconds   proven/s  refused/s  failed   heap after collection, MB   resident, MB");
            offer(readers, engine);
            readers.shutdown();
            if (!readers.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the queue does not end");
            }
        } finally {
            readers.shutdownNow();
        }
        double proved = proven.get();
        say(
                "  sustained: %.1f checks a second proven; a proven check took p50 %.1f s, p95 %.1f s of which most is"
                        + " waiting",
                proved / options.queue().toSeconds(), seconds.quantile(.5), seconds.quantile(.95));
    }

    private void offer(ThreadPoolExecutor readers, FaceEngine engine) throws InterruptedException {
        long begun = System.nanoTime();
        long every = (long) (TimeUnit.SECONDS.toNanos(1) / options.perSecond());
        long reported = 0;
        int provenBefore = 0;
        int refusedBefore = 0;
        for (int i = 0; i * every < options.queue().toNanos(); i++) {
            TimeUnit.NANOSECONDS.sleep(begun + i * every - System.nanoTime());
            if (uploads.tryAcquire()) {
                new Check(readers, engine, sessions.get(i % sessions.size())).next();
            } else {
                refused.incrementAndGet();
            }
            long passed = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
            if (passed >= reported + REPORT_SECONDS) {
                int provenNow = proven.get();
                int refusedNow = refused.get();
                double length = passed - reported;
                say(
                        "  %7d %10.1f %10.1f %7d %27d %14d",
                        passed,
                        (provenNow - provenBefore) / length,
                        (refusedNow - refusedBefore) / length,
                        failed.get(),
                        heapAfterCollection(),
                        Machine.residentMegabytes());
                reported = passed;
                provenBefore = provenNow;
                refusedBefore = refusedNow;
            }
        }
    }

    private static long heapAfterCollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    /** One session's pictures, each read when the one before it was. */
    private final class Check {

        private final ThreadPoolExecutor readers;
        private final FaceEngine engine;
        private final PresenceBench.Session session;
        private final List<Frame> frames = new ArrayList<>();
        private final long begun = System.nanoTime();

        private Check(ThreadPoolExecutor readers, FaceEngine engine, PresenceBench.Session session) {
            this.readers = readers;
            this.engine = engine;
            this.session = session;
        }

        private void next() {
            try {
                readers.execute(this::read);
            } catch (RejectedExecutionException full) {
                refused.incrementAndGet();
                uploads.release();
            }
        }

        private void read() {
            Shot shot = session.shots().get(frames.size());
            byte[] received = shot.picture().clone();
            frames.add(new Frame(shot.step().step(), engine.read(received)));
            Arrays.fill(received, (byte) 0);
            if (frames.size() < session.shots().size()) {
                next();
                return;
            }
            (isProven() ? proven : failed).incrementAndGet();
            synchronized (seconds) {
                seconds.add((System.nanoTime() - begun) / 1e9);
            }
            uploads.release();
        }

        private boolean isProven() {
            MatchPolicy samePerson = MatchPolicy.of(profile);
            return new ChallengePolicy(samePerson).judge(Sittings.CHALLENGE, frames) instanceof Decision.Usable usable
                    && samePerson.decide(session.enrolled(), usable.face()) instanceof MatchDecision.Accepted;
        }
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
