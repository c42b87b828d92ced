package org.vouch.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.vouch.local.keys.OwnerOnly;

/** Who has enrolled on this data folder; empty until the story was played on it. */
final class Played {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    Played(Path data) {
        this.file = data.resolve("enrolled.json");
    }

    boolean already() {
        return Files.exists(file);
    }

    Set<String> enrolled() {
        if (!already()) {
            return Set.of();
        }
        try {
            return new LinkedHashSet<>(List.of(JSON.readValue(file.toFile(), String[].class)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void remember(Set<String> numbers) {
        try {
            OwnerOnly.write(file, JSON.writeValueAsString(numbers));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
