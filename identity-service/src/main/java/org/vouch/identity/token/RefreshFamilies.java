package org.vouch.identity.token;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Logins that go on by refresh tokens: each family has one token that is good. */
public interface RefreshFamilies {

    /** A person's login; the profile is sealed. When it began is not known of those of before that was kept. */
    record Family(UUID family, UUID person, String profile, @Nullable Instant signedInAt, Instant expiresAt) {
        @Override
        public String toString() {
            return "Family";
        }
    }

    /** False, with no effect, where there is no such person any more. */
    Uni<Boolean> begin(Family family, byte[] tokenHash);

    /**
     * Makes {@code next} the good token where {@code presented} is it now. Otherwise the family ends (RFC 9700 section
     * 4.14.2): either the token was stolen or the thief was faster, and nobody can tell which. Of two at once one succeeds.
     */
    Uni<Optional<Family>> rotate(UUID family, byte[] presented, byte[] next, Instant now);
}
