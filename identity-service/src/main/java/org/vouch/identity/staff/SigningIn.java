package org.vouch.identity.staff;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.staff.Staff.Credential;

/** An invitation opens one session, in the browser that shows it first. Why one is not good is told to nobody. */
@ApplicationScoped
public class SigningIn {
    private final Staff staff;
    private final StaffConfig config;
    private final Clock clock;
    private final SecureRandom random;

    SigningIn(Staff staff, StaffConfig config, Clock clock, SecureRandom random) {
        this.staff = staff;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** The session is told once. Never printed. */
    public record SignedIn(StaffMember member, Secret session, Instant expiresAt) {
        @Override
        public String toString() {
            return "SignedIn";
        }
    }

    public Uni<Optional<SignedIn>> signIn(String invitation) {
        var shown = Secret.read(invitation).orElse(null);
        if (shown == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var session = Secret.fresh(random);
        var end = now.plus(config.sessionLife());
        return staff.signIn(shown.hash(), new Credential(session.hash(), end), now)
                .map(member -> member.map(one -> new SignedIn(one, session, end)));
    }

    /** Who is signed in by this session. */
    public Uni<Optional<StaffMember>> member(@Nullable String session) {
        return read(session)
                .map(secret -> staff.inSession(secret.hash(), clock.instant()))
                .orElse(Uni.createFrom().item(Optional.empty()));
    }

    /** False where nobody was signed in by it. */
    public Uni<Boolean> signOut(@Nullable String session) {
        return read(session)
                .map(secret -> staff.signOut(secret.hash(), clock.instant()))
                .orElse(Uni.createFrom().item(false));
    }

    private static Optional<Secret> read(@Nullable String session) {
        return session == null ? Optional.empty() : Secret.read(session);
    }
}
