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

/** Who has enrolled on this data folder, and whether the story was played on it from its beginning to its end. */
final class Played {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Path whole;

    Played(Path data) {
        this.file = data.resolve("enrolled.json");
        this.whole = data.resolve("story-played");
    }

    /** Whether a play met every expectation. */
    boolean already() {
        return Files.exists(whole);
    }

    Set<String> enrolled() {
        if (!Files.exists(file)) {
            return Set.of();
        }
        try {
            return new LinkedHashSet<>(List.of(JSON.readValue(file.toFile(), String[].class)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + "; delete it", e);
        }
    }

    /** Adds those who enrolled in a play, and notes whether it was a good one. */
    void remember(Set<String> numbers, boolean good) {
        Set<String> all = new LinkedHashSet<>(enrolled());
        all.addAll(numbers);
        try {
            OwnerOnly.write(file, JSON.writeValueAsString(all));
            if (good) {
                OwnerOnly.write(whole, "");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
