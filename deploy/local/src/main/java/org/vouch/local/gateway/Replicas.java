package org.vouch.local.gateway;

import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The processes of one service, each as often the first to be asked as any other. */
final class Replicas {

    private final List<SocketAddress> all;
    private final AtomicInteger asked = new AtomicInteger();

    Replicas(List<SocketAddress> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a service without a process");
        }
        this.all = List.copyOf(all);
    }

    /** Every one once, in the order in which to try them. */
    List<SocketAddress> inTurn() {
        List<SocketAddress> turn = new ArrayList<>(all);
        Collections.rotate(turn, -Math.floorMod(asked.getAndIncrement(), all.size()));
        return turn;
    }
}
