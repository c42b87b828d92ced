package org.vouch.healthcode.lookup;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;

/** What a presence proof turned out to be. */
public sealed interface ProofReading {
    /** Whom it is about, as far as that is certain. */
    Circumstances circumstances();

    /** Made by identity-service within the last minute. Whether it was spent before is not known yet. */
    record Genuine(
            String id,
            UUID person,
            MaskedName maskedName,
            String requester,
            String purpose,
            @Nullable String venue,
            Instant expiresAt)
            implements ProofReading {
        @Override
        public Circumstances circumstances() {
            return new Circumstances(person, purpose, venue, id);
        }

        @Override
        public String toString() {
            return "Genuine";
        }
    }

    /** Proves nothing; why, and whom it was about where that is certain, is for the access record only. */
    record Defective(String why, Circumstances circumstances) implements ProofReading {
        static Defective unknown(String why) {
            return new Defective(why, Circumstances.UNKNOWN);
        }
    }
}
