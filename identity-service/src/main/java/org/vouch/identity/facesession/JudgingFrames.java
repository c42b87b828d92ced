package org.vouch.identity.facesession;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.facesession.ChallengePolicy.Decision;
import org.vouch.identity.facesession.ChallengePolicy.Frame;
import org.vouch.identity.facesession.FaceSessions.Claim;
import org.vouch.identity.facesession.FaceSessions.Opened;

/** Judges the frames of a session and keeps its face, sealed, until it is spent. No picture outlives its reading. */
@ApplicationScoped
public class JudgingFrames {
    private final FaceSessions sessions;
    private final ChallengePolicy policy;
    private final SealedFaces sealed;
    private final Clock clock;

    JudgingFrames(FaceSessions sessions, ChallengePolicy policy, SealedFaces sealed, Clock clock) {
        this.sessions = sessions;
        this.policy = policy;
        this.sealed = sealed;
        this.clock = clock;
    }

    /** What came of a submission. */
    public sealed interface Outcome {
        record Usable() implements Outcome {}

        record Refused(Reason reason) implements Outcome {}

        record NotAnImage() implements Outcome {}

        /** The session had its face already or has ended in the meantime. */
        record Closed() implements Outcome {}
    }

    public Uni<Claim> begin(SessionId id, @Nullable String caller) {
        return sessions.claim(id.hash(), caller, clock.instant());
    }

    /** Overwrites every face that was read, whatever comes of it. */
    public Uni<Outcome> judge(Opened session, List<Frame> frames) {
        try {
            return outcome(session, policy.judge(session.challenge(), frames));
        } finally {
            forget(frames);
        }
    }

    private Uni<Outcome> outcome(Opened session, Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            return Uni.createFrom().item(new Outcome.Refused(refused.reason()));
        }
        if (decision instanceof Decision.Usable usable) {
            var face = sealedOnce(session, usable.face());
            return sessions.makeUsable(session.idHash(), face, clock.instant())
                    .map(made -> made ? new Outcome.Usable() : new Outcome.Closed());
        }
        return Uni.createFrom().item(new Outcome.NotAnImage());
    }

    private byte[] sealedOnce(Opened session, FaceTemplate face) {
        try {
            return sealed.seal(session.idHash(), face);
        } finally {
            face.destroy();
        }
    }

    /** Overwrites the faces of frames that nobody will judge. */
    public static void forget(List<Frame> frames) {
        frames.forEach(frame -> {
            if (frame.reading() instanceof FaceReading.Usable usable) {
                usable.template().destroy();
            }
        });
    }
}
