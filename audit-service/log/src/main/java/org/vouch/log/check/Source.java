package org.vouch.log.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** Where a log is read from: its server, or a folder into which somebody exported it. */
@FunctionalInterface
public interface Source {
    /** The bytes at a path such as {@code checkpoint} or {@code tile/entries/x001/067}. */
    byte[] get(String path) throws IOException, InterruptedException;

    /** {@code token} gets the entries, which are for auditors. */
    static Source server(URI prefix, Supplier<String> token) {
        var client = HttpClient.newHttpClient();
        return path -> {
            var request = HttpRequest.newBuilder(URI.create(prefix.toString().replaceAll("/$", "") + "/" + path))
                    .timeout(Duration.ofSeconds(10));
            if (path.startsWith("tile/entries/")) {
                var unused = request.header("Authorization", "Bearer " + token.get());
            }
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("the log answers %d for %s".formatted(answer.statusCode(), path));
            }
            return answer.body();
        };
    }

    static Source folder(Path folder) {
        return path -> Files.readAllBytes(folder.resolve(path));
    }

    /** The same; what was read of it lies in the folder afterwards, as {@link #folder} reads it. */
    default Source keptIn(Path folder) {
        return path -> {
            var bytes = get(path);
            var file = folder.resolve(path);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            return Files.readAllBytes(Files.write(file, bytes));
        };
    }
}
