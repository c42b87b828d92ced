package org.vouch.identity.facesession;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.challenge.ChallengePolicy;
import org.vouch.identity.face.challenge.ChallengePolicy.Decision;
import org.vouch.identity.face.challenge.ChallengePolicy.Frame;
import org.vouch.identity.facesession.FaceSessions.Claim;
import org.vouch.identity.facesession.FaceSessions.Opened;

/** Judges the frames of a session and keeps its face, sealed, until it is spent. No picture outlives its reading. */
@ApplicationScoped
public class JudgingFrames {
    private final FaceSessions sessions;
    private final ChallengePolicy policy;
    private final SeenFrames seen;
    private final Fingerprints fingerprints;
    private final SealedFaces sealed;
    private final FaceSessionConfig config;
    private final Clock clock;
    private final MeterRegistry meters;

    JudgingFrames(
            FaceSessions sessions,
            ChallengePolicy policy,
            SeenFrames seen,
            Fingerprints fingerprints,
            SealedFaces sealed,
            FaceSessionConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.sessions = sessions;
        this.policy = policy;
        this.seen = seen;
        this.fingerprints = fingerprints;
        this.sealed = sealed;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
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

    /**
     * Overwrites every face that was read, whatever comes of it. A picture that comes twice, or that another session was
     * shown, refused or not, was not taken now: it does not follow the challenge. Neither does a picture of a face, by the
     * network that tells such: whoever holds one up is not told what gave it away. The counter {@code
     * vouch.sessions.judged} has each by its own outcome.
     *
     * @param camera which answers for all of them, null for none
     */
    public Uni<Outcome> judge(Opened session, List<Frame> frames, @Nullable String camera) {
        try {
            var decision = policy.judge(session.challenge(), frames);
            var sealedFace =
                    decision instanceof Decision.Usable usable ? sealedOnce(session, usable.face()) : new byte[0];
            return areNew(session, frames)
                    .chain(areNew -> outcome(session, decision, sealedFace, camera, areNew))
                    .invoke(outcome -> count(decision, outcome));
        } finally {
            forget(frames);
        }
    }

    private Uni<Outcome> outcome(
            Opened session, Decision decision, byte[] sealedFace, @Nullable String camera, boolean areNew) {
        if (decision instanceof Decision.NotAnImage) {
            return Uni.createFrom().item(new Outcome.NotAnImage());
        }
        if (decision instanceof Decision.Refused refused) {
            return Uni.createFrom().item(new Outcome.Refused(refused.reason()));
        }
        if (!areNew || decision instanceof Decision.Attack) {
            return Uni.createFrom().item(new Outcome.Refused(Reason.CHALLENGE_NOT_FOLLOWED));
        }
        return sessions.makeUsable(session.idHash(), sealedFace, camera, clock.instant())
                .map(made -> made ? new Outcome.Usable() : new Outcome.Closed());
    }

    private void count(Decision decision, Outcome outcome) {
        meters.counter("vouch.sessions.judged", "outcome", name(decision, outcome))
                .increment();
    }

    private static String name(Decision decision, Outcome outcome) {
        if (decision instanceof Decision.Attack) {
            return "attack";
        }
        if (outcome instanceof Outcome.Refused refused) {
            return decision instanceof Decision.Usable
                    ? "seen-before"
                    : refused.reason().wireName();
        }
        if (outcome instanceof Outcome.Usable) {
            return "usable";
        }
        return outcome instanceof Outcome.Closed ? "closed" : "not-an-image";
    }

    /** Whether no face came twice and none was shown in another session; kept either way. */
    private Uni<Boolean> areNew(Opened session, List<Frame> frames) {
        var shown = new ArrayList<Fingerprint>();
        for (var frame : frames) {
            if (frame.reading() instanceof FaceReading.Usable usable) {
                shown.addAll(fingerprints.of(usable.template()));
            }
        }
        var different = new HashSet<>(shown);
        if (different.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        var now = clock.instant();
        return seen.keep(session.idHash(), different, now, now.plus(config.framesRemembered()))
                .map(kept -> kept && different.size() == shown.size());
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
