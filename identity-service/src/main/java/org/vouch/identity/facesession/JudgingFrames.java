package org.vouch.identity.facesession;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
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
    private final SealedFaces sealed;
    private final FaceSessionConfig config;
    private final Clock clock;

    JudgingFrames(
            FaceSessions sessions,
            ChallengePolicy policy,
            SeenFrames seen,
            SealedFaces sealed,
            FaceSessionConfig config,
            Clock clock) {
        this.sessions = sessions;
        this.policy = policy;
        this.seen = seen;
        this.sealed = sealed;
        this.config = config;
        this.clock = clock;
    }

    /** A picture for one step of the challenge. */
    public record Shown(int step, ReadingFaces.Read read) {}

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
     * Overwrites every face that was read, whatever comes of it. Pictures that come twice, or were shown in another
     * session, were not taken now: they are refused as what does not follow the challenge.
     */
    public Uni<Outcome> judge(Opened session, List<Shown> shown) {
        try {
            var frames = shown.stream()
                    .map(one -> new Frame(one.step(), one.read().reading()))
                    .toList();
            return outcome(session, policy.judge(session.challenge(), frames), shown);
        } finally {
            forget(shown);
        }
    }

    private Uni<Outcome> outcome(Opened session, Decision decision, List<Shown> shown) {
        if (decision instanceof Decision.Refused refused) {
            return Uni.createFrom().item(new Outcome.Refused(refused.reason()));
        }
        if (decision instanceof Decision.Usable usable) {
            var face = sealedOnce(session, usable.face());
            return areNew(session, shown)
                    .chain(areNew -> areNew
                            ? sessions.makeUsable(session.idHash(), face, clock.instant())
                                    .map(made -> made ? new Outcome.Usable() : new Outcome.Closed())
                            : Uni.createFrom().item(new Outcome.Refused(Reason.CHALLENGE_NOT_FOLLOWED)));
        }
        return Uni.createFrom().item(new Outcome.NotAnImage());
    }

    private Uni<Boolean> areNew(Opened session, List<Shown> shown) {
        var fingerprints = shown.stream().map(one -> one.read().fingerprint()).collect(Collectors.toSet());
        if (fingerprints.size() < shown.size()) {
            return Uni.createFrom().item(false);
        }
        var now = clock.instant();
        return seen.keep(session.idHash(), fingerprints, now, now.plus(config.framesRemembered()));
    }

    private byte[] sealedOnce(Opened session, FaceTemplate face) {
        try {
            return sealed.seal(session.idHash(), face);
        } finally {
            face.destroy();
        }
    }

    /** Overwrites the faces of pictures that nobody will judge. */
    public static void forget(List<Shown> shown) {
        shown.forEach(one -> {
            if (one.read().reading() instanceof FaceReading.Usable usable) {
                usable.template().destroy();
            }
        });
    }
}
