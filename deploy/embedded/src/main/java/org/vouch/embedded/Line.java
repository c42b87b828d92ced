package org.vouch.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A line to a server on this machine that can be cut, stalled and mended: what a client sees when the server is away or
 * hangs, without taking it from anybody else. Listens on the loopback address, always at the same port; while it is cut, connections
 * break and new ones are refused.
 */
public final class Line implements AutoCloseable {
    private final int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket door;
    private boolean stalled;

    private Line(int target, int port) {
        this.target = target;
        this.port = port;
    }

    /** A whole line to {@code localhost:target}. */
    public static Line to(int target) {
        var line = new Line(target, Ports.free());
        line.mend();
        return line;
    }

    /** Where clients connect. */
    public int port() {
        return port;
    }

    /** Connections break now and are refused from now on. */
    public synchronized void cut() {
        if (door != null) {
            quietly(door);
            door = null;
        }
        sockets.forEach(Line::quietly);
        sockets.clear();
    }

    /** Connections stay open and nothing comes through any more, until {@link #mend}. */
    public synchronized void stall() {
        stalled = true;
    }

    /** Connections are taken again, and what was held up goes through. */
    public synchronized void mend() {
        stalled = false;
        notifyAll();
        if (door != null) {
            return;
        }
        try {
            var opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            door = opened;
            daemon(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port, e);
        }
    }

    @Override
    public void close() {
        cut();
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                var client = opened.accept();
                sockets.add(client);
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(server);
                daemon(() -> pump(client, server));
                daemon(() -> pump(server, client));
                if (opened.isClosed()) {
                    quietly(client);
                    quietly(server);
                }
            } catch (IOException gone) {
                // Cut, or nobody at the other end: the client sees it as it would without a line.
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            var buffer = new byte[8_192];
            for (int read; (read = from.getInputStream().read(buffer)) >= 0; ) {
                awaitGo();
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException broken) {
            // Either end may hang up at any time.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private synchronized void awaitGo() throws InterruptedException {
        while (stalled) {
            wait();
        }
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyGone) {
            // Closed is what it should be.
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "line");
        thread.setDaemon(true);
        thread.start();
    }
}
