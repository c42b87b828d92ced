package org.vouch.audit.client.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers every call with one beginning of an answer, and never ends it. */
public final class Dripping implements AutoCloseable {
    private final ServerSocket server;
    private final byte[] beginning;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    public Dripping(String beginning) {
        this.beginning = beginning.getBytes(StandardCharsets.US_ASCII);
        try {
            server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(this::serve, "dripping");
        thread.setDaemon(true);
        thread.start();
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getLocalPort() + "/");
    }

    /** How often it was called. */
    public int called() {
        return open.size();
    }

    private void serve() {
        try {
            while (true) {
                var caller = server.accept();
                open.add(caller);
                readHead(caller.getInputStream());
                caller.getOutputStream().write(beginning);
                caller.getOutputStream().flush();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void readHead(InputStream from) throws IOException {
        for (var line = 0; line != 4; ) {
            var next = from.read();
            line = next < 0 ? 4 : next == '\r' || next == '\n' ? line + 1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var one : open) {
            one.close();
        }
    }
}
