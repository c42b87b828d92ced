package org.vouch.identity.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.identity.attempt.Source.Counted;
import org.vouch.identity.attempt.Source.Kind;

class SourceTest {
    private static final Counted ADDRESS = new Counted(Kind.ADDRESS, "192.0.2.1");

    @Test
    void nobodyIsCountedByTheirAddress() {
        assertThat(Source.at("192.0.2.1").counted()).containsExactly(ADDRESS);
    }

    @Test
    void aResidentByWhoTheyAreAndTheirAddress() {
        assertThat(by(CallerKind.RESIDENT).counted())
                .containsExactlyInAnyOrder(new Counted(Kind.RESIDENT, "a"), ADDRESS);
    }

    @Test
    void aCheckpointByItselfAlone() {
        assertThat(by(CallerKind.CHECKPOINT).counted()).containsExactly(new Counted(Kind.CHECKPOINT, "a"));
        assertThat(by(CallerKind.CHECKPOINT).isCheckpoint()).isTrue();
        assertThat(by(CallerKind.RESIDENT).isCheckpoint()).isFalse();
    }

    @Test
    void aCheckpointByItsEnrolledCameraAsWell() {
        assertThat(by(CallerKind.CHECKPOINT).through("a 1").counted())
                .containsExactlyInAnyOrder(new Counted(Kind.CAMERA, "a 1"), new Counted(Kind.CHECKPOINT, "a"));
        assertThat(by(CallerKind.CHECKPOINT).through("a 1").isCheckpoint()).isTrue();
    }

    @Test
    void anOfficerByWhoTheyAreAlone() {
        assertThat(Source.officer("a").counted()).containsExactly(new Counted(Kind.OFFICER, "a"));
        assertThat(by(CallerKind.OFFICER).counted()).containsExactly(new Counted(Kind.OFFICER, "a"));
    }

    @Test
    void nothingIsPrinted() {
        assertThat(by(CallerKind.RESIDENT).toString()).isEqualTo("Source");
        assertThat(ADDRESS.toString()).doesNotContain("192");
    }

    private static Source by(CallerKind kind) {
        return new Source(new Caller("a", kind, null, null), "192.0.2.1");
    }
}
