package org.vouch.identity.facesession;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;

/** The faces, to the last pixel, that sessions were shown. */
public interface SeenFrames {

    /**
     * Keeps for the session what it was shown and nobody else was. Of two sessions that are shown one picture, at whatever
     * replica, one gets it.
     *
     * @param fingerprints all different
     * @param until when they may be forgotten
     * @return false where another session was shown one of them before
     */
    Uni<Boolean> keep(byte[] session, Collection<Fingerprint> fingerprints, Instant now, Instant until);
}
