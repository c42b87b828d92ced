package org.vouch.identity.facesession;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.face.challenge.Challenge.Step;
import org.vouch.identity.vault.Consent;
import org.vouch.identity.vault.People;

/** Opens a session with a challenge of its own. */
@ApplicationScoped
public class OpeningFaceSession {
    private final FaceSessions sessions;
    private final FaceSessionConfig config;
    private final Clock clock;
    private final SecureRandom random;
    private final People people;

    OpeningFaceSession(
            FaceSessions sessions, FaceSessionConfig config, Clock clock, SecureRandom random, People people) {
        this.sessions = sessions;
        this.people = people;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** What the opener gets; the id is a secret. */
    public record NewSession(String id, List<Step> challenge, Instant expiresAt) {
        @Override
        public String toString() {
            return "NewSession";
        }
    }

    /**
     * The answer to a call that may have been made before: what was opened then, unless something was shown in it or it
     * has ended, else a session that nobody else knows.
     */
    public Uni<NewSession> stillNew(
            NewSession answered, Purpose purpose, @Nullable String opener, @Nullable Consent consent) {
        return sessions.untouched(new SessionId(answered.id()).hash(), clock.instant())
                .chain(untouched -> untouched ? Uni.createFrom().item(answered) : open(purpose, opener, consent));
    }

    /** Whether the caller is nobody any more: erased, and their token not over yet. */
    public Uni<Boolean> isErased(Caller caller) {
        return caller.kind() == CallerKind.RESIDENT
                ? people.lateErased(caller.person())
                : Uni.createFrom().item(false);
    }

    /** The consent, where there is one, is on record before the opener learns where to send a picture. */
    public Uni<NewSession> open(Purpose purpose, @Nullable String opener, @Nullable Consent consent) {
        var id = SessionId.random(random);
        var challenge = Challenge.random(random);
        var end = clock.instant().plus(config.life()).truncatedTo(ChronoUnit.MILLIS);
        return sessions.open(new FaceSessions.Opened(id.hash(), purpose, opener, challenge, consent, end))
                .replaceWith(() -> new NewSession(id.text(), challenge.steps(), end));
    }
}
