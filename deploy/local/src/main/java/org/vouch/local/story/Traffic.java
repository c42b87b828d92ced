package org.vouch.local.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Three clients that go on working whatever happens to the services: a site with its lab, a gate that looks people up, and a
 * phone that shows its own code and who looked. No call is made again.
 */
final class Traffic {

    private static final long PAUSE_MILLIS = 40;

    private final Demo demo;
    private final Calls calls;
    private final Resident tested;
    private final Resident lookedUp;
    private final Attempts lookups = Attempts.none();
    private final Attempts results = Attempts.none();
    private final Queue<Instant> acknowledgedTests = new ConcurrentLinkedQueue<>();
    private volatile Instant lastAcknowledgedSample = Instant.MIN;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger shown = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread site = new Thread(() -> repeat(this::test), "site");
    private final Thread checkpoint = new Thread(() -> repeat(this::lookUp), "gate");
    private final Thread phone = new Thread(() -> repeat(this::show), "phone");

    Traffic(Demo demo, Calls calls, Resident tested, Resident lookedUp) {
        this.demo = demo;
        this.calls = calls;
        this.tested = tested;
        this.lookedUp = lookedUp;
    }

    void start() {
        site.start();
        checkpoint.start();
        phone.start();
    }

    Attempts lookups() {
        return lookups;
    }

    Attempts results() {
        return results;
    }

    /** When those were tested whose result the platform said it had taken: no two at the same instant. */
    Queue<Instant> acknowledgedTests() {
        return acknowledgedTests;
    }

    /** A time before which it was not taken: the newest sample whose result the platform said it had taken. */
    Instant lastAcknowledgedSample() {
        return lastAcknowledgedSample;
    }

    /** How often the phone has shown all that it shows. */
    int shown() {
        return shown.get();
    }

    /** What was asked and not answered as it should be, each with what came back. */
    Queue<String> failures() {
        return failures;
    }

    private void repeat(Runnable work) {
        try {
            while (!end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    work.run();
                } catch (StoryBroken | UncheckedIOException e) {
                    // Nothing was acknowledged, and the next round tries something new.
                    failures.add(calls.now() + " " + Thread.currentThread().getName() + ": " + e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void test() {
        String collector = calls.token(demo.client("collector"));
        String lab = calls.token(demo.client("lab"));
        String barcode = "F" + calls.hex(6).toUpperCase(Locale.ROOT);
        calls.openTube(collector, barcode, 1).orFail("a tube");
        Instant sampled = calls.now();
        calls.sample(collector, barcode, calls.pass(tested.token())).orFail("a sample");
        calls.seal(collector, barcode).orFail("a seal");
        ObjectNode result = calls.result(barcode, "negative");
        results.tried().incrementAndGet();
        if (calls.report(lab, result).orFail("a result").path("accepted").asInt() == 1) {
            results.acknowledged().incrementAndGet();
            lastAcknowledgedSample = sampled;
            acknowledgedTests.add(Instant.parse(result.path("testedAt").asText()));
        }
    }

    private void lookUp() {
        Demo.Person person = lookedUp.person();
        String gate = calls.token(demo.client("checkpoint"));
        String session = calls.look("presence", gate, person);
        String proof = calls.presence(gate, session, person.document(), person.name(), "entry")
                .orFail("a proof")
                .path("presenceProof")
                .asText();
        lookups.tried().incrementAndGet();
        calls.proxyLookup(gate, proof).orFail("a lookup");
        lookups.acknowledged().incrementAndGet();
    }

    private void show() {
        String token = lookedUp.token();
        calls.code(token).orFail("the own code");
        calls.pass(token);
        calls.accesses(token).orFail("who looked");
        calls.delegations(token).orFail("the delegations");
        shown.incrementAndGet();
    }

    /** Ends the traffic and returns when the last call has come back. */
    void finish() {
        end.countDown();
        try {
            site.join();
            checkpoint.join();
            phone.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
