package org.vouch.identity.platform;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.platform.Unbroken;

/**
 * Lets so much of one kind of work go on at once, in the order in which it came, so that it leaves room for other work; so
 * much more waits, and what is more is refused at once with 503. Holds no thread.
 */
public final class Turns {
    private final int mostAtOnce;
    private final int mostWaiting;
    private final Queue<UniEmitter<? super Void>> waiting = new ArrayDeque<>();
    private int underWay;

    public Turns(int mostAtOnce, int mostWaiting) {
        this.mostAtOnce = mostAtOnce;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Begins {@code work}, where it was asked for, when its turn has come; its end, good or bad, lets the next one begin.
     * Nobody who hangs up takes a place with them.
     */
    public <T extends @Nullable Object> Uni<T> take(Supplier<Uni<T>> work) {
        return Unbroken.of(() -> BoundedWork.here(Uni.createFrom().<Void>emitter(this::queue))
                .chain(turn -> Uni.createFrom()
                        .deferred(() -> work.get())
                        .onTermination()
                        .invoke(this::pass)));
    }

    private void queue(UniEmitter<? super Void> turn) {
        switch (place(turn)) {
            case TAKEN -> turn.complete(null);
            case REFUSED -> turn.fail(Problems.overloaded().asException());
            case WAITING -> {
                // Whoever ends hands on their place.
            }
        }
    }

    private enum Place {
        TAKEN,
        WAITING,
        REFUSED
    }

    private synchronized Place place(UniEmitter<? super Void> turn) {
        if (underWay < mostAtOnce) {
            underWay++;
            return Place.TAKEN;
        }
        return waiting.size() < mostWaiting && waiting.add(turn) ? Place.WAITING : Place.REFUSED;
    }

    /** A place that is handed on stays taken. */
    private void pass() {
        var next = next();
        if (next != null) {
            next.complete(null);
        }
    }

    private synchronized @Nullable UniEmitter<? super Void> next() {
        var next = waiting.poll();
        if (next == null) {
            underWay--;
        }
        return next;
    }
}
