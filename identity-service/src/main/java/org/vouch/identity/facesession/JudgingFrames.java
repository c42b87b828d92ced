package org.vouch.identity.facesession;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.FaceEngine;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.facesession.ChallengePolicy.Decision;
import org.vouch.identity.facesession.ChallengePolicy.Frame;
import org.vouch.identity.facesession.FaceSessions.Claim;
import org.vouch.identity.facesession.FaceSessions.Opened;
import org.vouch.identity.platform.BoundedWork;

/** Judges the frames of a session and keeps its face, sealed, until it is spent. No picture outlives its reading. */
@ApplicationScoped
public class JudgingFrames {
    private static final int WAITING_FRAMES = 64;

    private final FaceSessions sessions;
    private final FaceEngine engine;
    private final ChallengePolicy policy;
    private final SealedFaces sealed;
    private final Clock clock;
    private final BoundedWork work;

    JudgingFrames(
            FaceSessions sessions,
            FaceEngine engine,
            ChallengePolicy policy,
            SealedFaces sealed,
            FaceSessionConfig config,
            Clock clock) {
        this.sessions = sessions;
        this.engine = engine;
        this.policy = policy;
        this.sealed = sealed;
        this.clock = clock;
        this.work = new BoundedWork("faces", config.judgedAtOnce(), WAITING_FRAMES);
    }

    void stop(@Observes ShutdownEvent event) {
        work.close();
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

    /** Reads one picture and overwrites it. */
    public Uni<FaceReading> read(byte[] picture) {
        return work.run(() -> {
            try {
                return engine.read(picture);
            } finally {
                Arrays.fill(picture, (byte) 0);
            }
        });
    }

    /** Overwrites every face that was read, whatever comes of it. */
    public Uni<Outcome> judge(Opened session, List<Frame> frames) {
        var decision = policy.judge(session.challenge(), frames);
        var outcome = outcome(session, decision);
        forget(frames);
        return outcome;
    }

    private Uni<Outcome> outcome(Opened session, Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            return Uni.createFrom().item(new Outcome.Refused(refused.reason()));
        }
        if (decision instanceof Decision.Usable usable) {
            var face = sealed.seal(session.idHash(), usable.face());
            usable.face().destroy();
            return sessions.makeUsable(session.idHash(), face, clock.instant())
                    .map(made -> made ? new Outcome.Usable() : new Outcome.Closed());
        }
        return Uni.createFrom().item(new Outcome.NotAnImage());
    }

    private static void forget(List<Frame> frames) {
        frames.forEach(frame -> {
            if (frame.reading() instanceof FaceReading.Usable usable) {
                usable.template().destroy();
            }
        });
    }
}
