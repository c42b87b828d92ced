package org.vouch.audit.client.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Test vectors that nobody here wrote, in {@code shared/vectors} beside the project. */
public final class SharedVectors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SharedVectors() {}

    /** A file such as {@code jws/ed25519_test.json}; where the folder is absent the calling test is skipped. */
    public static JsonNode read(String file) {
        try {
            for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
                var found = folder.resolve("shared/vectors").resolve(file);
                if (Files.isRegularFile(found)) {
                    return JSON.readTree(Files.readString(found));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return abort("skipped: there is no shared/vectors/" + file + " in any folder above");
    }
}
