package org.vouch.identity.facesession;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.facesession.FaceSessions.Spent;

/** Takes a session's face, once. */
@ApplicationScoped
public class SpendingFaceSession {
    private final FaceSessions sessions;
    private final SealedFaces sealed;
    private final Clock clock;

    SpendingFaceSession(FaceSessions sessions, SealedFaces sealed, Clock clock) {
        this.sessions = sessions;
        this.sealed = sealed;
        this.clock = clock;
    }

    /** A session's face; whoever takes it destroys it. */
    public record Shown(FaceTemplate face, Spent spent) {
        @Override
        public String toString() {
            return "Shown";
        }
    }

    /** Empty where the session is unknown, ended, spent, without a usable face, for another purpose or another's. */
    public Uni<Optional<Shown>> spend(String session, Purpose purpose, @Nullable String opener) {
        var id = SessionId.read(session).orElse(null);
        if (id == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return sessions.spend(id.hash(), purpose, opener, clock.instant())
                .map(spent ->
                        spent.map(one -> new Shown(sealed.open(one.session().idHash(), one.sealedFace()), one)));
    }

    /** For when the answer is that we cannot answer: the person need not show their face again. */
    public Uni<Void> giveBack(Shown shown) {
        return sessions.giveBack(shown.spent());
    }
}
