package org.vouch.identity.face.challenge;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.AttackDecision;
import org.vouch.identity.face.AttackPolicy;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchDecision;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.Metric;
import org.vouch.identity.face.Pose;

/**
 * Decides whether a session's frames show one person who did what was asked, from the frames alone: nothing about who the
 * person might be goes in.
 */
public record ChallengePolicy(MatchPolicy samePerson, AttackPolicy attacks) {
    /**
     * Of the match policy's threshold: a head that is turned looks this much unlike itself at least, while the mirror
     * image of a picture, whose yaw changes as if it were turned, looks the same to a recogniser that averages both
     * sides. Of 48 people's pictures, .11 to .31 when mirrored and .56 to .99 when turned.
     */
    private static final double UNLIKE_WHEN_TURNED = .4;

    /**
     * Of the match policy's threshold: as unlike itself as a head that is turned, a mouth that is open or an eye that is
     * shut may look. Of single photos of two people of Labeled Faces in the Wild, 4 pairs in 10,000 look no more unlike.
     */
    private static final double UNLIKE_WHEN_ACTING = 1.1;

    /** Without a network that tells faces from pictures of faces. */
    public ChallengePolicy(MatchPolicy samePerson) {
        this(samePerson, AttackPolicy.NONE);
    }

    /** What the engine read of one frame, and for which step it was sent. */
    public record Frame(int step, FaceReading reading) {}

    /** The session's face, or why there is none. */
    public sealed interface Decision {
        /** The mean of the frames that look straight ahead, no mouth much wider open than at first; the caller destroys it. */
        record Usable(FaceTemplate face) implements Decision {}

        record Refused(Reason reason) implements Decision {}

        record NotAnImage() implements Decision {}

        /** The challenge was followed, and by a picture of a face. */
        record Attack() implements Decision {}
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
        var actions = new ActionPolicy(poses(of(0, frames)));
        var like = frames.stream()
                .filter(frame -> actions.isLikeNeutral(pose(frame)))
                .toList();
        if (like.isEmpty()) {
            return new Decision.Refused(Reason.CHALLENGE_NOT_FOLLOWED);
        }
        var face = FaceTemplate.mean(templates(like));
        var objection = objection(asked, frames, actions, like, face);
        if (objection != null) {
            face.destroy();
            return new Decision.Refused(objection);
        }
        if (attacks.decide(livenesses(frames)) instanceof AttackDecision.Attack) {
            face.destroy();
            return new Decision.Attack();
        }
        return new Decision.Usable(face);
    }

    /** Whoever shows an action is compared with the face that would be kept, and all of whom it is made with one another. */
    private @Nullable Reason objection(
            Challenge asked, List<Frame> frames, ActionPolicy actions, List<Frame> like, FaceTemplate face) {
        var acting = new MatchPolicy(samePerson.threshold() * UNLIKE_WHEN_ACTING);
        if (!ofOnePerson(templates(like)) || !templates(frames).stream().allMatch(one -> same(acting, face, one))) {
            return Reason.NOT_ONE_PERSON;
        }
        var follows =
                asked.steps().stream().allMatch(step -> actions.shows(step.action(), poses(of(step.step(), frames))));
        var mirrored = frames.stream()
                .filter(frame -> actions.isTurned(pose(frame)))
                .anyMatch(turned -> like.stream().anyMatch(one -> isMirrored(template(one), template(turned))));
        return follows && !mirrored ? null : Reason.CHALLENGE_NOT_FOLLOWED;
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
                if (!same(samePerson, faces.get(i), faces.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean same(MatchPolicy policy, FaceTemplate one, FaceTemplate other) {
        return policy.decide(one, other) instanceof MatchDecision.Accepted;
    }

    private boolean isMirrored(FaceTemplate one, FaceTemplate turned) {
        var part = one.distance(turned) / samePerson.threshold();
        // Of vectors of length 1 the cosine distance is half the square of the Euclidean one.
        return (one.metric() == Metric.COSINE ? Math.sqrt(part) : part) < UNLIKE_WHEN_TURNED;
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

    private static List<OptionalDouble> livenesses(List<Frame> frames) {
        return frames.stream()
                .map(frame -> ((FaceReading.Usable) frame.reading()).liveness())
                .toList();
    }

    private static Pose pose(Frame frame) {
        return ((FaceReading.Usable) frame.reading()).pose();
    }

    private static FaceTemplate template(Frame frame) {
        return ((FaceReading.Usable) frame.reading()).template();
    }
}
