package org.vouch.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Free TCP ports of the loopback address. */
public final class Ports {
    private static final int FIRST = 20_000;

    /** Above it systems give ports to outgoing connections (Linux from 32,768): such a port is taken again at any time. */
    private static final int BEYOND = 32_768;

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(BEYOND - FIRST));

    private Ports() {}

    /**
     * A port that was free a moment ago; another process may take it before the caller does. This process is not given
     * it again until all others were.
     */
    public static int free() {
        for (int tried = FIRST; tried < BEYOND; tried++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), BEYOND - FIRST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port on the loopback address");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
