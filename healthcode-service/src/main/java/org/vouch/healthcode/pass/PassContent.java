package org.vouch.healthcode.pass;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vouch.healthcode.policy.Colour;

/**
 * What a pass says. No name, no person: the handle is sealed anew for each pass and opens for this service only.
 *
 * @param expiresAt whole seconds
 * @param window how recent the person's negative test is, in whole hours; null where there is none
 */
public record PassContent(String issuer, Instant expiresAt, byte[] handle, Colour colour, @Nullable Duration window) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PassContent that
                && issuer.equals(that.issuer)
                && expiresAt.equals(that.expiresAt)
                && Arrays.equals(handle, that.handle)
                && colour == that.colour
                && Objects.equals(window, that.window);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(handle);
    }

    @Override
    public String toString() {
        return "PassContent";
    }
}
