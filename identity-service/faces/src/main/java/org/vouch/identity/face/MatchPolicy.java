package org.vouch.identity.face;

/**
 * Decides whether two faces are one person's by the distance alone; a distance that is the threshold is accepted, one
 * that is not a number is not.
 *
 * @param threshold the largest distance that is accepted, of {@link RecogniserProfile#threshold()}; positive and finite
 */
public record MatchPolicy(double threshold) {

    public MatchPolicy {
        if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a threshold must be positive and finite");
        }
    }

    public static MatchPolicy of(RecogniserProfile profile) {
        return new MatchPolicy(profile.threshold());
    }

    /**
     * Compares two templates of the same model.
     *
     * @throws IllegalArgumentException for templates of different models, whose distance means nothing
     */
    public MatchDecision decide(FaceTemplate reference, FaceTemplate presented) {
        double distance = reference.distance(presented);
        return distance <= threshold ? new MatchDecision.Accepted(distance) : new MatchDecision.Rejected(distance);
    }
}
