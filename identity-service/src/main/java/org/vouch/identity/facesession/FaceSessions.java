package org.vouch.identity.facesession;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.vault.Consent;

/** Face sessions by the hash of their id. Each of the changes is atomic: of two at once one succeeds. */
public interface FaceSessions {

    /**
     * The opener is the token's subject, null for a session whose id is the only key to it; the consent that which it was
     * opened with, null for none.
     */
    record Opened(
            byte[] idHash,
            Purpose purpose,
            @Nullable String opener,
            Challenge challenge,
            @Nullable Consent consent,
            Instant expiresAt) {
        @Override
        public String toString() {
            return "Opened";
        }
    }

    /** A usable face that waited in a session, what camera answers for it, and what is needed to put it back. */
    record Spent(Opened session, byte[] sealedFace, @Nullable String camera) {
        @Override
        public String toString() {
            return "Spent";
        }
    }

    /** Whether frames may be sent. */
    sealed interface Claim {
        record Granted(Opened session) implements Claim {}

        /** The session has its face already, or was tried too often. */
        record Closed() implements Claim {}

        /** There is no such session, it has ended, or another opened it. */
        record Unknown() implements Claim {}
    }

    Uni<Void> open(Opened session);

    /** Whether the session goes on and no picture was sent to it yet. */
    Uni<Boolean> untouched(byte[] idHash, Instant now);

    /** Counts one submission of frames. */
    Uni<Claim> claim(byte[] idHash, @Nullable String caller, Instant now);

    /**
     * False where another submission was faster or the session has ended.
     *
     * @param camera which answers for the face, null for none
     */
    Uni<Boolean> makeUsable(byte[] idHash, byte[] sealedFace, @Nullable String camera, Instant now);

    /** Takes the face out and ends the session; empty unless it was usable, for this purpose, and opened by this caller. */
    Uni<Optional<Spent>> spend(byte[] idHash, Purpose purpose, @Nullable String opener, Instant now);

    /** Undoes {@link #spend} where what it was spent on could not even be tried. */
    Uni<Void> giveBack(Spent spent);
}
