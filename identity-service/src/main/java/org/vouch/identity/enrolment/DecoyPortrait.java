package org.vouch.identity.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A portrait of ordinary size with one usable face, of nobody here: what is read where the civil registry has none, so that
 * time does not tell whether it has. What is read of it is thrown away.
 */
@ApplicationScoped
class DecoyPortrait {
    private static final String RESOURCE = "/org/vouch/identity/models/decoy-portrait.jpg";

    private final byte[] picture;

    DecoyPortrait() {
        try (var in = DecoyPortrait.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the face models lack the decoy's portrait");
            }
            picture = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy; whoever reads it overwrites it. */
    byte[] picture() {
        return picture.clone();
    }
}
