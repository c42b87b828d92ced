package org.vouch.local.people;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one person's face is in the published sample photos.
 *
 * @param sha256 of the photo, in hexadecimal
 * @param capture the same person in another photo, or null if there is no other
 */
record Face(String photo, String sha256, Box portrait, @Nullable Box capture) {

    private static final String MEASURED = "/org/vouch/local/registry/people.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Face> measured() {
        try (InputStream in = Face.class.getResourceAsStream(MEASURED)) {
            if (in == null) {
                throw new IllegalStateException(MEASURED + " is missing");
            }
            return List.of(JSON.readValue(in, Face[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + MEASURED, e);
        }
    }
}
