package org.vouch.identity.staff;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.platform.Ids;
import org.vouch.identity.administration.AdminAct;
import org.vouch.identity.staff.Staff.Credential;

/** An administrator makes an account, or another link for one; whoever has the link first is its member. */
@ApplicationScoped
public class InvitingStaff {
    private final Staff staff;
    private final PublicAddress address;
    private final StaffConfig config;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random;

    InvitingStaff(Staff staff, PublicAddress address, StaffConfig config, Ids ids, Clock clock, SecureRandom random) {
        this.staff = staff;
        this.address = address;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /** What is told of an invitation, once. Never printed. */
    public record Invited(UUID id, String link, Instant expiresAt) {
        @Override
        public String toString() {
            return "Invited";
        }
    }

    /** Or why not. */
    public sealed interface Outcome {
        record Done(Invited invited) implements Outcome {}

        record Refused(Staff.Refusal why) implements Outcome {}
    }

    /** {@code organisation} is the account's own where it is null. */
    public Uni<Outcome> invite(String label, StaffRole role, @Nullable String organisation, String admin) {
        var now = now();
        var id = ids.next();
        var member = new StaffMember(
                id, label, role, organisation == null ? id.toString() : organisation, StaffMember.State.INVITED, now);
        var secret = Secret.fresh(random);
        var end = now.plus(config.invitationLife());
        return staff.add(member, new Credential(secret.hash(), end), act(admin, id, now))
                .map(refusal -> outcome(refusal, id, secret, end));
    }

    public Uni<Outcome> inviteAgain(UUID id, String admin) {
        var now = now();
        var secret = Secret.fresh(random);
        var end = now.plus(config.invitationLife());
        return staff.inviteAgain(id, new Credential(secret.hash(), end), act(admin, id, now))
                .map(refusal -> outcome(refusal, id, secret, end));
    }

    private Outcome outcome(Optional<Staff.Refusal> refusal, UUID id, Secret secret, Instant end) {
        return refusal.<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Done(new Invited(id, address.invitation(secret), end)));
    }

    private static AdminAct act(String admin, UUID id, Instant at) {
        return new AdminAct(admin, AdminAct.Kind.INVITATION, id.toString(), at);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
