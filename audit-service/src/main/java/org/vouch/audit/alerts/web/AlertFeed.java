package org.vouch.audit.alerts.web;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.vouch.audit.alerts.AlertChange;
import org.vouch.audit.alerts.AlertStreamConfig;
import org.vouch.audit.client.edge.Causes;

/**
 * One auditor's stream. It reads a page of changes when the one before is with the client, so that a slow client has at most
 * one page waiting; who takes nothing at all of what is there is cut off. It ends as soon as the token is good no more.
 *
 * <p>Everything happens on the request's own context, one after the other.
 */
final class AlertFeed {
    /** What goes to the client. */
    sealed interface Beat {
        /** The place from which the client resumes, before anything has happened. */
        record Here(long position) implements Beat {}

        record Change(AlertChange change) implements Beat {}

        record Alive() implements Beat {}
    }

    /** The next changes after a position, at most so many. */
    interface Reading {
        Uni<List<AlertChange>> after(long position, int most);
    }

    private static final Logger LOG = Logger.getLogger(AlertFeed.class);
    private static final int PAGE = 64;
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int LOOKS_PER_CHECK = 4;

    private final Reading reading;
    private final AlertStreamConfig config;
    private final BooleanSupplier permitted;
    private final Runnable cutOff;
    private final MultiEmitter<? super Beat> out;
    private final Vertx vertx;
    private final Context context;
    private final Deque<Beat> waiting = new ArrayDeque<>();

    private long position;
    private long timer;
    private long looks;
    private long saidAt = System.nanoTime();
    private boolean isReading;
    private boolean isOver;

    /**
     * On the request's context.
     *
     * @param permitted whether the token is still good
     * @param cutOff ends the connection of a client that does not read
     */
    AlertFeed(
            long position,
            Reading reading,
            AlertStreamConfig config,
            BooleanSupplier permitted,
            Runnable cutOff,
            MultiEmitter<? super Beat> out) {
        this.position = position;
        this.reading = reading;
        this.config = config;
        this.permitted = permitted;
        this.cutOff = cutOff;
        this.out = out;
        this.context = Vertx.currentContext();
        this.vertx = context.owner();
    }

    void start() {
        onContext(this::begin);
    }

    private void begin() {
        waiting.add(new Beat.Here(position));
        timer = vertx.setPeriodic(LOOK.toMillis(), again -> onContext(this::look));
        out.onTermination(() -> onContext(this::stop));
        out.onRequest(wanted -> onContext(this::pass));
        look();
    }

    private void onContext(Runnable work) {
        context.runOnContext(now -> work.run());
    }

    private void look() {
        if (isOver) {
            return;
        }
        if (looks++ % LOOKS_PER_CHECK == 0 && !permitted.getAsBoolean()) {
            end();
            return;
        }
        if (!waiting.isEmpty() && isLongAgo(config.slowest())) {
            LOG.debug("a reader of alerts does not read");
            end();
            cutOff.run();
            return;
        }
        if (waiting.isEmpty() && isLongAgo(config.heartbeat())) {
            waiting.add(new Beat.Alive());
        }
        pass();
    }

    private void pass() {
        while (!isOver && !waiting.isEmpty() && out.requested() > 0) {
            saidAt = System.nanoTime();
            out.emit(waiting.remove());
        }
        if (!isOver && !isReading && waiting.isEmpty() && out.requested() > 0) {
            read();
        }
    }

    private void read() {
        isReading = true;
        reading.after(position, PAGE).subscribe().with(found -> onContext(() -> take(found)), failure -> {
            LOG.warnf("alerts cannot be followed: %s", Causes.withoutMessages(failure));
            onContext(this::end);
        });
    }

    private void take(List<AlertChange> found) {
        isReading = false;
        for (var change : found) {
            position = change.position();
            waiting.add(new Beat.Change(change));
        }
        if (!found.isEmpty()) {
            saidAt = System.nanoTime();
            pass();
        }
    }

    private boolean isLongAgo(Duration time) {
        return System.nanoTime() - saidAt > time.toNanos();
    }

    private void end() {
        stop();
        out.complete();
    }

    private void stop() {
        isOver = true;
        vertx.cancelTimer(timer);
    }
}
