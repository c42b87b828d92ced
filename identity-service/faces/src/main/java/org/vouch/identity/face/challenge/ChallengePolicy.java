package org.vouch.identity.face.challenge;

import java.util.List;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchDecision;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.Pose;

/**
 * Decides whether a session's frames show one person who did what was asked, from the frames alone: nothing about who the
 * person might be goes in.
 */
public record ChallengePolicy(MatchPolicy samePerson) {
    /**
     * Of the match policy's threshold: a head that is turned looks this much unlike itself at least, while the mirror
     * image of a picture, whose yaw changes as if it were turned, looks the same to a recogniser that averages both
     * sides. Of eleven people's pictures, .12 to .20 when mirrored and .34 to .96 when turned.
     */
    private static final double UNLIKE_WHEN_TURNED = .3;

    /** What the engine read of one frame, and for which step it was sent. */
    public record Frame(int step, FaceReading reading) {}

    /** The session's face, or why there is none. */
    public sealed interface Decision {
        /** The mean of the frames that show the face straight and with its mouth shut; the caller destroys it. */
        record Usable(FaceTemplate face) implements Decision {}

        record Refused(Reason reason) implements Decision {}

        record NotAnImage() implements Decision {}
    }

    /** {@code frames} in the order in which they were taken; their templates stay the caller's. */
    public Decision judge(Challenge asked, List<Frame> frames) {
        for (var frame : frames) {
            if (frame.reading() instanceof FaceReading.NotAnImage) {
                return new Decision.NotAnImage();
            }
            if (frame.reading() instanceof FaceReading.Refused refused) {
                return new Decision.Refused(refused.reason());
            }
        }
        if (!inOrder(asked, frames)) {
            return new Decision.Refused(Reason.CHALLENGE_NOT_FOLLOWED);
        }
        var neutral = FaceTemplate.mean(templates(of(0, frames)));
        try {
            return judge(asked, frames, neutral);
        } finally {
            neutral.destroy();
        }
    }

    private Decision judge(Challenge asked, List<Frame> frames, FaceTemplate neutral) {
        if (!ofOnePerson(templates(of(0, frames)))
                || !templates(frames).stream().allMatch(face -> same(neutral, face))) {
            return new Decision.Refused(Reason.NOT_ONE_PERSON);
        }
        var actions = new ActionPolicy(poses(of(0, frames)));
        for (var step : asked.steps()) {
            if (!actions.shows(step.action(), poses(of(step.step(), frames)))) {
                return new Decision.Refused(Reason.CHALLENGE_NOT_FOLLOWED);
            }
        }
        if (frames.stream().anyMatch(frame -> actions.isTurned(pose(frame)) && isMirrored(neutral, template(frame)))) {
            return new Decision.Refused(Reason.CHALLENGE_NOT_FOLLOWED);
        }
        var like = frames.stream()
                .filter(frame -> actions.isLikeNeutral(pose(frame)))
                .toList();
        return new Decision.Usable(FaceTemplate.mean(templates(like)));
    }

    private static boolean inOrder(Challenge asked, List<Frame> frames) {
        var last = -1;
        for (var frame : frames) {
            if (frame.step() != last && frame.step() != last + 1) {
                return false;
            }
            last = frame.step();
        }
        return last == asked.actions().size() - 1;
    }

    private boolean ofOnePerson(List<FaceTemplate> faces) {
        for (var i = 0; i < faces.size(); i++) {
            for (var j = i + 1; j < faces.size(); j++) {
                if (!same(faces.get(i), faces.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean same(FaceTemplate one, FaceTemplate other) {
        return samePerson.decide(one, other) instanceof MatchDecision.Accepted;
    }

    private boolean isMirrored(FaceTemplate neutral, FaceTemplate turned) {
        return neutral.distance(turned) < UNLIKE_WHEN_TURNED * samePerson.threshold();
    }

    private static List<Frame> of(int step, List<Frame> frames) {
        return frames.stream().filter(frame -> frame.step() == step).toList();
    }

    private static List<Pose> poses(List<Frame> frames) {
        return frames.stream().map(ChallengePolicy::pose).toList();
    }

    private static List<FaceTemplate> templates(List<Frame> frames) {
        return frames.stream().map(ChallengePolicy::template).toList();
    }

    private static Pose pose(Frame frame) {
        return ((FaceReading.Usable) frame.reading()).pose();
    }

    private static FaceTemplate template(Frame frame) {
        return ((FaceReading.Usable) frame.reading()).template();
    }
}
