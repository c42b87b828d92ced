package org.vouch.healthcode.pass;

import com.google.crypto.tink.util.Bytes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vouch.healthcode.policy.Colour;

/**
 * What a pass says. No name, no person: the handle is sealed anew for each pass and opens for this service only.
 *
 * @param expiresAt whole seconds
 * @param window how recent the person's negative test is, in whole hours; null where there is none
 */
record PassContent(String issuer, Instant expiresAt, Bytes handle, Colour colour, @Nullable Duration window) {
    @Override
    public String toString() {
        return "PassContent";
    }
}
