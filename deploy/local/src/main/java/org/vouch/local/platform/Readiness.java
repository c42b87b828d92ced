package org.vouch.local.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Waits until a program says itself that it does its work; a port that accepts connections is not enough. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final int LAST_LINES = 12;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();

    /** Returns when the child is ready. */
    void await(ChildProcess child) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean diedOnce = false;
        while (!ready(child.program().ready())) {
            boolean died = !child.alive();
            if (System.nanoTime() > deadline || (died && diedOnce)) {
                throw new StartFailed("%s did not become ready. The end of its log, %s:%n%s"
                        .formatted(child.program().name(), child.log(), end(child.log())));
            }
            diedOnce |= died;
            pause(died ? Duration.ofSeconds(2) : PAUSE);
        }
    }

    /** Of a program that does not speak HTTP all that can be asked is whether it takes connections. */
    private static boolean takesConnections(URI address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) ANSWER.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    boolean ready(URI address) {
        if (address.getScheme().equals("tcp")) {
            return takesConnections(address);
        }
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(ANSWER).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while waiting for " + address);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted");
        }
    }

    private static String end(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(
                    System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + e.getMessage() + ")";
        }
    }
}
