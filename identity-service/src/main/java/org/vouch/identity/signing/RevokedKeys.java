package org.vouch.identity.signing;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.identity.administration.AdminAct;

/** The keys that are revoked, for all replicas. */
public interface RevokedKeys {

    Uni<Set<String>> all();

    /**
     * Revokes the key that {@code act} is about where {@code verdict}, which is given the keys revoked before, allows it. Of
     * several at once each knows the one before: no two can leave nothing between them.
     */
    Uni<Outcome> revoke(AdminAct act, OutgoingEvent revoked, Function<Set<String>, Verdict> verdict);

    /** Whether a key may be revoked. */
    enum Verdict {
        ALLOWED,
        /** No key would be left to sign with. */
        LAST,
        /** There is no key of this name. */
        UNKNOWN,
        /** Whoever wants it is revoked themselves, and their token not over yet. */
        BY_REVOKED
    }

    /** What came of it. */
    sealed interface Outcome {
        /** Since when: now, or an earlier time where it was revoked before. */
        record Revoked(Instant at) implements Outcome {}

        record Refused(Verdict why) implements Outcome {}
    }
}
