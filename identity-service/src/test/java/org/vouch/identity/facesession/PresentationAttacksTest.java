package org.vouch.identity.facesession;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.identity.face.AttackPolicy;
import org.vouch.identity.face.AttackProfile;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.Metric;
import org.vouch.identity.face.Pose;
import org.vouch.identity.face.RecogniserProfile.ChannelOrder;
import org.vouch.identity.face.RecogniserProfile.Layout;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.face.challenge.Challenge.Action;
import org.vouch.identity.face.challenge.ChallengePolicy;
import org.vouch.identity.face.challenge.ChallengePolicy.Frame;
import org.vouch.identity.facesession.FaceSessions.Opened;
import org.vouch.identity.facesession.JudgingFrames.Outcome;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.ServiceTest;

/** Where a network that tells faces from pictures of faces is configured; it scores a frame here by what the frame says. */
@ServiceTest
class PresentationAttacksTest {
    private static final Pose NEUTRAL = new Pose(2, 0, 0, .05, .3, 1.1);
    private static final AttackProfile PROFILE = new AttackProfile(
            "pad", "/pad.onnx", "", 80, 2.7, ChannelOrder.BGR, Layout.NCHW, List.of(0f, 0f, 0f), 1, 3, 1, true, .5);

    @Inject
    FaceSessions sessions;

    @Inject
    SeenFrames seen;

    @Inject
    Fingerprints fingerprints;

    @Inject
    SealedFaces sealed;

    @Inject
    FaceSessionConfig config;

    @Inject
    Clock clock;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aPictureOfAFaceIsRefusedLikeAChallengeThatWasNotFollowedAndCountedApart() {
        var session = session();
        var heldUp = face();
        assertThat(judged(session, List.of(frame(heldUp, .2), frame(face(), .7))))
                .isEqualTo(new Outcome.Refused(Reason.CHALLENGE_NOT_FOLLOWED));
        assertThat(judged("attack")).isOne();
        assertThat(judged("challenge-not-followed")).isZero();
        // What was held up is remembered like any face, and the session takes better frames.
        assertThat(judged(session(), List.of(frame(heldUp, .9))))
                .isEqualTo(new Outcome.Refused(Reason.CHALLENGE_NOT_FOLLOWED));
        assertThat(judged("seen-before")).isOne();
        assertThat(judged(session, List.of(frame(face(), .5)))).isEqualTo(new Outcome.Usable());
        assertThat(judged("usable")).isOne();
    }

    @Test
    void nothingIsTakenForLiveThatWasNotMeasured() {
        assertThat(judged(session(), List.of(frame(face(), Double.NaN))))
                .isEqualTo(new Outcome.Refused(Reason.CHALLENGE_NOT_FOLLOWED));
        assertThat(judged("attack")).isOne();
    }

    private Opened session() {
        var hash = SessionId.read(Api.open("login", null)).orElseThrow().hash();
        return new Opened(
                hash,
                Purpose.LOGIN,
                null,
                new Challenge(List.of(Action.NEUTRAL)),
                null,
                clock.instant().plusSeconds(100));
    }

    private Outcome judged(Opened session, List<Frame> frames) {
        var judging = new JudgingFrames(
                sessions,
                new ChallengePolicy(new MatchPolicy(100), AttackPolicy.of(PROFILE)),
                seen,
                fingerprints,
                sealed,
                config,
                clock,
                meters);
        return judging.judge(session, frames, null).await().atMost(Patience.LONG);
    }

    private double judged(String outcome) {
        return meters.counter("vouch.sessions.judged", "outcome", outcome).count();
    }

    private static float[] face() {
        var values = new float[16];
        for (var i = 0; i < values.length; i++) {
            values[i] = ThreadLocalRandom.current().nextFloat();
        }
        return values;
    }

    private static Frame frame(float[] face, double liveness) {
        return new Frame(
                0,
                new FaceReading.Usable(
                        new FaceTemplate("any", "1", Metric.EUCLIDEAN, face), NEUTRAL, OptionalDouble.of(liveness)));
    }
}
