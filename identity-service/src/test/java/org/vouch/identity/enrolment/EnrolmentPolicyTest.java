package org.vouch.identity.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vouch.identity.enrolment.EnrolmentPolicy.Decision.Agreed;
import org.vouch.identity.enrolment.EnrolmentPolicy.Decision.Refused;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.face.FaceReading.Usable;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.Metric;
import org.vouch.identity.face.Pose;

class EnrolmentPolicyTest {

    private static final EnrolmentPolicy POLICY = new EnrolmentPolicy(new MatchPolicy(.5));

    @Test
    void agreesWhereTheFaceIsThePortraits() {
        assertThat(POLICY.decide(portrait("1", 0), face("1", .5f))).isEqualTo(new Agreed());
    }

    @Test
    void refusesEverythingElseWithAReasonForTheRecord() {
        assertThat(POLICY.decide(null, face("1", 0))).isEqualTo(new Refused("registry-does-not-know"));
        assertThat(POLICY.decide(new FaceReading.Refused(Reason.NO_FACE), face("1", 0)))
                .isEqualTo(new Refused("portrait-not-usable"));
        assertThat(POLICY.decide(portrait("1", 0), face("1", .6f))).isEqualTo(new Refused("face-differs"));
    }

    /** The session was shown it before the service was started anew with another recogniser. */
    @Test
    void refusesAFaceThatAnotherModelRead() {
        assertThat(POLICY.decide(portrait("2", 0), face("1", 0))).isEqualTo(new Refused("face-of-another-model"));
    }

    private static FaceReading portrait(String version, float value) {
        return new Usable(face(version, value), new Pose(0, 0, 0, 0, 0, 0));
    }

    private static FaceTemplate face(String version, float value) {
        return new FaceTemplate("line", version, Metric.EUCLIDEAN, new float[] {value});
    }
}
