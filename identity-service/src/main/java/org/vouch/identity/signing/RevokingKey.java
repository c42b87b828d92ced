package org.vouch.identity.signing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.vouch.identity.administration.AdminAct;
import org.vouch.identity.event.RevocationEvents;
import org.vouch.identity.signing.RevokedKeys.Outcome;

/**
 * A signing key that somebody else may have: from the answer on this replica neither signs with it nor publishes it nor
 * takes its signatures, the other replicas and services within seconds. The last key stays until another stands ready.
 */
@ApplicationScoped
public class RevokingKey {
    private final SigningKeys keys;
    private final KnownRevokedKeys known;
    private final RevokedKeys revoked;
    private final RevocationEvents events;
    private final Clock clock;

    RevokingKey(SigningKeys keys, KnownRevokedKeys known, RevokedKeys revoked, RevocationEvents events, Clock clock) {
        this.keys = keys;
        this.known = known;
        this.revoked = revoked;
        this.events = events;
        this.clock = clock;
    }

    public Uni<Outcome> revoke(String kid, String admin) {
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return revoked.revoke(
                        new AdminAct(admin, AdminAct.Kind.KEY_REVOCATION, kid, at),
                        events.keyRevoked(kid, admin, at),
                        before -> keys.onRevoking(kid, before))
                .invoke(outcome -> {
                    if (outcome instanceof Outcome.Revoked) {
                        known.add(kid);
                    }
                });
    }
}
