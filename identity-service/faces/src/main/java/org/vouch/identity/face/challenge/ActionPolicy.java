package org.vouch.identity.face.challenge;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.vouch.identity.face.Pose;
import org.vouch.identity.face.challenge.Challenge.Action;

/**
 * Whether frames show an action, by its difference from the same person's own neutral look: the angles of a mesh are
 * uncalibrated, and people hold their heads and eyelids differently. The thresholds come from stills of MediaPipe's
 * FaceMesh and Iris; none was validated on video.
 *
 * <p>A flat picture that is turned before the camera reaches 11 degrees, and one that is squeezed shuts its eyes or opens
 * its mouth only by growing as much shorter or longer as a whole.
 */
public final class ActionPolicy {
    /** Degrees of yaw. */
    private static final double TURNED = 20;

    /** Opening over the width of the mouth: toothy smiles reach .41. */
    private static final double MOUTH_OPEN = .42;

    /** And so much wider than when neutral. */
    private static final double MOUTH_OPENED = .25;

    /** Of the neutral opening of the eyes. */
    private static final double SHUT = .65;

    private static final double OPEN_AGAIN = .8;

    /** Of the neutral length of the face. */
    private static final double SHORTEST = .85;

    /** Of the neutral length of the face: a jaw that drops makes it longer, by up to a fifth. */
    private static final double LONGEST = 1.3;

    /** How far a head that is not asked to turn may be from the neutral look, in degrees of yaw. */
    private static final double STRAIGHT = 10;

    /** How far a neutral look may be turned from the camera, in degrees of yaw. */
    private static final double FACING = 30;

    private final double yaw;
    private final double mouth;
    private final double eyes;
    private final double length;

    /** @param neutral one look at least */
    public ActionPolicy(List<Pose> neutral) {
        this.yaw = median(neutral, Pose::yaw);
        this.mouth = median(neutral, Pose::mouthOpening);
        this.eyes = median(neutral, Pose::eyeOpening);
        this.length = median(neutral, Pose::faceLength);
    }

    private static double median(List<Pose> poses, ToDoubleFunction<Pose> measure) {
        if (poses.isEmpty()) {
            throw new IllegalArgumentException("no neutral look");
        }
        var sorted = poses.stream().mapToDouble(measure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /**
     * Whether the poses of one step, in the order in which they were taken, show this action and no turn and no open mouth
     * that was not asked for: else one recording of everything would answer every challenge. People blink unasked.
     */
    public boolean shows(Action action, List<Pose> poses) {
        return poses.stream().noneMatch(pose -> isUnasked(action, pose)) && does(action, poses);
    }

    private boolean isUnasked(Action action, Pose pose) {
        return turnsLeft(pose) && action != Action.TURN_LEFT
                || turnsRight(pose) && action != Action.TURN_RIGHT
                || opensMouth(pose) && action != Action.OPEN_MOUTH;
    }

    private boolean does(Action action, List<Pose> poses) {
        return switch (action) {
            case NEUTRAL -> Math.abs(yaw) <= FACING && poses.stream().allMatch(this::isStraight);
            case TURN_LEFT -> poses.stream().anyMatch(this::turnsLeft);
            case TURN_RIGHT -> poses.stream().anyMatch(this::turnsRight);
            case OPEN_MOUTH -> poses.stream().anyMatch(this::opensMouth);
            case BLINK -> blinks(poses);
        };
    }

    /** Whether a face is as good to compare as the neutral look: neither turned away nor with a mouth much wider open. */
    boolean isLikeNeutral(Pose pose) {
        return isStraight(pose) && pose.mouthOpening() - mouth < MOUTH_OPENED;
    }

    /** Whether the yaw is that of a turned head; a mirrored picture's may be, see {@link ChallengePolicy}. */
    boolean isTurned(Pose pose) {
        return turnsLeft(pose) || turnsRight(pose);
    }

    private boolean turnsLeft(Pose pose) {
        return pose.yaw() - yaw >= TURNED;
    }

    private boolean turnsRight(Pose pose) {
        return yaw - pose.yaw() >= TURNED;
    }

    private boolean isStraight(Pose pose) {
        return Math.abs(pose.yaw() - yaw) <= STRAIGHT;
    }

    private boolean opensMouth(Pose pose) {
        return pose.mouthOpening() >= MOUTH_OPEN
                && pose.mouthOpening() - mouth >= MOUTH_OPENED
                && pose.faceLength() <= LONGEST * length;
    }

    /** Shut, and open again after it. */
    private boolean blinks(List<Pose> poses) {
        var shut = false;
        for (var pose : poses) {
            if (shut && pose.eyeOpening() >= OPEN_AGAIN * eyes) {
                return true;
            }
            shut |= pose.eyeOpening() <= SHUT * eyes && pose.faceLength() >= SHORTEST * length;
        }
        return false;
    }
}
