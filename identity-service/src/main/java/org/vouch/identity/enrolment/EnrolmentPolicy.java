package org.vouch.identity.enrolment;

import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchDecision;
import org.vouch.identity.face.MatchPolicy;

/** Decides whether the face that was shown is the one that the civil registry has under this document and name. */
public record EnrolmentPolicy(MatchPolicy samePerson) {

    /** Whether this person may enrol; the reason is for the access record, never for the answer. */
    public sealed interface Decision {
        record Agreed() implements Decision {}

        record Refused(String reason) implements Decision {}
    }

    /** The portrait is what the engine read of the registry's, null where the registry does not know the person. */
    public Decision decide(@Nullable FaceReading portrait, FaceTemplate shown) {
        if (portrait == null) {
            return new Decision.Refused("registry-does-not-know");
        }
        if (!(portrait instanceof FaceReading.Usable usable)) {
            return new Decision.Refused("portrait-not-usable");
        }
        if (!usable.template().isComparableWith(shown)) {
            return new Decision.Refused("face-of-another-model");
        }
        return samePerson.decide(usable.template(), shown) instanceof MatchDecision.Accepted
                ? new Decision.Agreed()
                : new Decision.Refused("face-differs");
    }
}
