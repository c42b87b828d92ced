package org.vouch.identity.platform;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.platform.Unbroken;

/**
 * Lets so much of one kind of work go on at once, so that it leaves room for other work; so much more waits, and what is
 * more is refused at once with 503. Of those who wait each has their turn after the other, however much one of them asks;
 * what one asks is done in its order. Holds no thread.
 */
public final class Turns {
    private final int mostAtOnce;
    private final int mostWaiting;
    /** By whom; who is next comes first. */
    private final Map<String, Queue<UniEmitter<? super Void>>> waiting = new LinkedHashMap<>();

    private int soManyWait;
    private int underWay;

    public Turns(int mostAtOnce, int mostWaiting) {
        this.mostAtOnce = mostAtOnce;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Begins {@code work}, where it was asked for, when its turn has come; its end, good or bad, lets the next one begin.
     * Nobody who hangs up takes a place with them.
     *
     * @param who asks
     */
    public <T extends @Nullable Object> Uni<T> take(String who, Supplier<Uni<T>> work) {
        return Unbroken.of(() -> BoundedWork.here(Uni.createFrom().<Void>emitter(turn -> queue(who, turn)))
                .chain(turn -> Uni.createFrom()
                        .deferred(() -> work.get())
                        .onTermination()
                        .invoke(this::pass)));
    }

    private void queue(String who, UniEmitter<? super Void> turn) {
        switch (place(who, turn)) {
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

    private synchronized Place place(String who, UniEmitter<? super Void> turn) {
        if (underWay < mostAtOnce) {
            underWay++;
            return Place.TAKEN;
        }
        if (soManyWait == mostWaiting) {
            return Place.REFUSED;
        }
        soManyWait++;
        waiting.computeIfAbsent(who, first -> new ArrayDeque<>()).add(turn);
        return Place.WAITING;
    }

    /** A place that is handed on stays taken. */
    private void pass() {
        var next = next();
        if (next != null) {
            next.complete(null);
        }
    }

    private synchronized @Nullable UniEmitter<? super Void> next() {
        var all = waiting.entrySet().iterator();
        if (!all.hasNext()) {
            underWay--;
            return null;
        }
        var one = all.next();
        all.remove();
        soManyWait--;
        var next = one.getValue().remove();
        if (!one.getValue().isEmpty()) {
            waiting.put(one.getKey(), one.getValue());
        }
        return next;
    }
}
