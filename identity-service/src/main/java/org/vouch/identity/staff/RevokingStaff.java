package org.vouch.identity.staff;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.vouch.identity.administration.AdminAct;
import org.vouch.identity.event.RevocationEvents;

/**
 * A staff member is one no more: no link, no session and no new token from the answer on, and at every service within
 * seconds no token that was issued before.
 */
@ApplicationScoped
public class RevokingStaff {
    private final Staff staff;
    private final RevocationEvents events;
    private final Clock clock;

    RevokingStaff(Staff staff, RevocationEvents events, Clock clock) {
        this.staff = staff;
        this.events = events;
        this.clock = clock;
    }

    /** Empty where it is done. */
    public Uni<Optional<Staff.Refusal>> revoke(UUID id, String admin) {
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return staff.revoke(
                id,
                events.clientRevoked(id.toString(), admin, at),
                new AdminAct(admin, AdminAct.Kind.REVOCATION, id.toString(), at));
    }
}
