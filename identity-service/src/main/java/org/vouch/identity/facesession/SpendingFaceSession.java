package org.vouch.identity.facesession;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Causes;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.facesession.FaceSessions.Spent;
import org.vouch.identity.vault.Consent;

/** Takes a session's face, once. */
@ApplicationScoped
public class SpendingFaceSession {
    private static final Logger LOG = Logger.getLogger(SpendingFaceSession.class);

    private final FaceSessions sessions;
    private final SealedFaces sealed;
    private final Clock clock;

    SpendingFaceSession(FaceSessions sessions, SealedFaces sealed, Clock clock) {
        this.sessions = sessions;
        this.sealed = sealed;
        this.clock = clock;
    }

    /**
     * Spends the session on {@code work}, whose answer is final, whatever it is; where it fails instead, the session is as
     * it was, so that the person need not show their face again. The face is destroyed either way.
     *
     * @param without the answer where the session is unknown, ended, spent, without a usable face, for another purpose or
     *     another's
     */
    public <T> Uni<T> spend(
            String session,
            Purpose purpose,
            @Nullable String opener,
            Function<FaceTemplate, Uni<T>> work,
            Supplier<Uni<T>> without) {
        return spendShown(session, purpose, opener, shown -> work.apply(shown.face()), without);
    }

    /** A face, the consent that its session was opened with, and the camera that answers for it; null for none. */
    public record Shown(FaceTemplate face, @Nullable Consent consent, @Nullable String camera) {
        @Override
        public String toString() {
            return "Shown";
        }
    }

    /** The same, for work that asks for more than the face. */
    public <T> Uni<T> spendShown(
            String session,
            Purpose purpose,
            @Nullable String opener,
            Function<Shown, Uni<T>> work,
            Supplier<Uni<T>> without) {
        var id = SessionId.read(session).orElse(null);
        if (id == null) {
            return without.get();
        }
        return sessions.spend(id.hash(), purpose, opener, clock.instant())
                .chain(spent -> spent.isPresent() ? tried(spent.get(), work) : without.get());
    }

    private <T> Uni<T> tried(Spent spent, Function<Shown, Uni<T>> work) {
        var face = sealed.open(spent.session().idHash(), spent.sealedFace());
        return Uni.createFrom()
                .deferred(() -> work.apply(new Shown(face, spent.session().consent(), spent.camera())))
                .eventually(face::destroy)
                .onFailure()
                .call(() -> giveBack(spent));
    }

    /** Never fails: what the caller is told is why the work failed. */
    private Uni<Void> giveBack(Spent spent) {
        return sessions.giveBack(spent).onFailure().recoverWithItem(failure -> {
            LOG.warnf("a face session could not be given back: %s", Causes.withoutMessages(failure));
            return null;
        });
    }
}
