package org.vouch.identity.face;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Decides whether a session's frames show a face or a picture of one, by what a network made of each alone. Where no
 * network is configured nothing is decided: {@link AttackDecision.NotJudged}, never a pass.
 */
public final class AttackPolicy {

    /** For where no network is configured. */
    public static final AttackPolicy NONE = new AttackPolicy(OptionalDouble.empty());

    private final OptionalDouble threshold;

    private AttackPolicy(OptionalDouble threshold) {
        this.threshold = threshold;
    }

    public static AttackPolicy of(AttackProfile profile) {
        return new AttackPolicy(OptionalDouble.of(profile.threshold()));
    }

    /**
     * By the mean of the scores of all frames: one that moves in the wrong moment condemns nobody. A mean that is the
     * threshold is of a live face; a frame without a score, or with one that is not a number, is of none.
     */
    public AttackDecision decide(List<OptionalDouble> scores) {
        if (threshold.isEmpty()) {
            return new AttackDecision.NotJudged();
        }
        double mean = scores.stream()
                .mapToDouble(score -> score.orElse(Double.NaN))
                .average()
                .orElse(Double.NaN);
        return mean >= threshold.getAsDouble() ? new AttackDecision.Live() : new AttackDecision.Attack();
    }
}
