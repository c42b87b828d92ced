package org.vouch.identity.staff;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.vouch.audit.client.platform.Ids;
import org.vouch.identity.staff.Staff.Credential;

/**
 * Somebody has to invite the first administrator: the start does, on standard output and nowhere else, until one has
 * signed in. Of several replicas exactly one does, and a restart does not while the link is good. It is printed once it is
 * committed: who dies in between prints the next one at the first start after the link's end.
 */
@ApplicationScoped
class FirstAdmin {
    private static final Duration AT_THE_START = Duration.ofSeconds(10);
    private static final String LABEL = "Administrator";

    private final Staff staff;
    private final PublicAddress address;
    private final StaffConfig config;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random;

    FirstAdmin(Staff staff, PublicAddress address, StaffConfig config, Ids ids, Clock clock, SecureRandom random) {
        this.staff = staff;
        this.address = address;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /** Never printed but by {@link #start}. */
    record Link(String text, Instant expiresAt) {
        @Override
        public String toString() {
            return "Link";
        }
    }

    /** Not by the log, which is kept and sent on. */
    void start(@Observes StartupEvent event) {
        if (config.publicUrl().isPresent()) {
            invite().await()
                    .atMost(AT_THE_START)
                    .ifPresent(link -> System.out.println("Vouch: the first administrator signs in, once and until "
                            + link.expiresAt() + ", at " + link.text()));
        }
    }

    /** Empty where there is one, or another replica was faster. */
    Uni<Optional<Link>> invite() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var id = ids.next();
        var secret = Secret.fresh(random);
        var end = now.plus(config.invitationLife());
        var member = new StaffMember(id, LABEL, StaffRole.ADMIN, id.toString(), StaffMember.State.INVITED, now);
        return staff.inviteFirst(member, new Credential(secret.hash(), end), now)
                .map(invited -> invited ? Optional.of(new Link(address.invitation(secret), end)) : Optional.empty());
    }
}
