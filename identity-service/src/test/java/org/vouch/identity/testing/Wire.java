package org.vouch.identity.testing;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** HTTP/1.1 as bytes: from a chosen address of this machine, and only as much of a call as a test wants. */
public final class Wire implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");
    private static final int PATIENCE_MILLIS = 120_000;

    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    /** From one of the loopback addresses, 127.0.0.1 and the like. */
    public static Wire from(String address) {
        try {
            var socket = new Socket();
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), RestAssured.port));
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new Wire(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A call with a whole body. */
    public static String post(String address, String path, String contentType, String body, String... headers) {
        try (var wire = from(address)) {
            return wire.begin(path, contentType, body.getBytes(StandardCharsets.UTF_8).length, headers)
                    .send(body)
                    .answer();
        }
    }

    /** The head of a call whose body is announced. */
    public Wire begin(String path, String contentType, int length, String... headers) {
        return send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType
                + "\r\nContent-Length: " + length + "\r\n"
                + String.join(
                        "",
                        java.util.Arrays.stream(headers)
                                .map(one -> one + "\r\n")
                                .toList()) + "\r\n");
    }

    public Wire send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answer: its head, an empty line and its body. */
    public String answer() {
        try {
            var in = socket.getInputStream();
            var head = head(in);
            var length = LENGTH.matcher(head);
            return head
                    + new String(
                            in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0),
                            StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the service has closed the connection; false where it said something before. */
    public boolean isClosedByTheService() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("the service closed the connection");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
