package org.vouch.local.gateway;

import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The processes of one service, each as often the first to be asked as any other, but those that are not ready last. */
final class Replicas {

    private final List<SocketAddress> all;
    private final Set<SocketAddress> unready = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();

    Replicas(List<SocketAddress> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a service without a process");
        }
        this.all = List.copyOf(all);
    }

    List<SocketAddress> all() {
        return all;
    }

    /** What a process said last; until then it is taken for ready. */
    void hear(SocketAddress process, boolean ready) {
        if (ready) {
            unready.remove(process);
        } else {
            unready.add(process);
        }
    }

    /** Every one once, in the order in which to try them. Where none is ready, they say themselves what is missing. */
    List<SocketAddress> inTurn() {
        List<SocketAddress> turn = new ArrayList<>(all);
        Collections.rotate(turn, -Math.floorMod(asked.getAndIncrement(), all.size()));
        turn.sort(Comparator.comparing(unready::contains));
        return turn;
    }
}
