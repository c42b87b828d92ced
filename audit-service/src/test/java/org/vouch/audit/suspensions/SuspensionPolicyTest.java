package org.vouch.audit.suspensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.suspensions.Suspension.State;
import org.vouch.audit.suspensions.Suspension.Step;
import org.vouch.audit.suspensions.SuspensionPolicy.OnAlert;
import org.vouch.audit.suspensions.SuspensionPolicy.OnLift;

class SuspensionPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration LASTS = Duration.ofHours(24);

    private final SuspensionPolicy policy = new SuspensionPolicy(LASTS);

    @Test
    void anAlertSuspendsForADayAndOneMoreAlertDoesNotSuspendAgain() {
        assertThat(policy.onAlert(Optional.empty(), NOW)).isEqualTo(new OnAlert.Suspend(NOW.plus(LASTS)));
        var inForce = suspension(NOW.plus(LASTS));
        assertThat(policy.onAlert(Optional.of(inForce), NOW)).isEqualTo(new OnAlert.Already(inForce));
    }

    @Test
    void aSuspensionThatLastsNoTimeIsRefused() {
        assertThatThrownBy(() -> new SuspensionPolicy(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SuspensionPolicy(LASTS.negated())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isInForceUntilTheLastMomentBeforeItsEnd() {
        var suspension = suspension(NOW.plus(LASTS));
        assertThat(suspension.stateAt(NOW.plus(LASTS).minusNanos(1))).isEqualTo(State.ACTIVE);
        assertThat(suspension.stateAt(NOW.plus(LASTS))).isEqualTo(State.LAPSED);
    }

    @Test
    void aConfirmedOneDoesNotLapse() {
        var confirmed = policy.confirmed(suspension(NOW.plus(LASTS)));
        assertThat(confirmed.inForceAt(NOW.plus(Duration.ofDays(1_000)))).isTrue();
    }

    @Test
    void liftingTakesTwoAuditors() {
        var suspension = suspension(null);
        assertThat(policy.approveLift(suspension, "auditor-2", NOW)).isEqualTo(new OnLift.NotRequested());

        var requested = done(policy.requestLift(suspension, "auditor-1", NOW));
        assertThat(requested.inForceAt(NOW)).isTrue();
        assertThat(policy.requestLift(requested, "auditor-2", NOW)).isEqualTo(new OnLift.AlreadyRequested());
        assertThat(policy.approveLift(requested, "auditor-1", NOW)).isEqualTo(new OnLift.SameAuditor());

        var lifted = done(policy.approveLift(requested, "auditor-2", NOW));
        assertThat(lifted.stateAt(NOW)).isEqualTo(State.LIFTED);
        assertThat(lifted.lifted()).isEqualTo(new Step("auditor-2", NOW));
        assertThat(policy.approveLift(lifted, "auditor-2", NOW)).isEqualTo(new OnLift.NotInForce());
    }

    @Test
    void whatWasAskedBeforeTheConfirmationIsNotAskedAfterIt() {
        var asked = done(policy.requestLift(suspension(NOW.plus(LASTS)), "auditor-1", NOW));
        var confirmed = policy.confirmed(asked);
        assertThat(policy.approveLift(confirmed, "auditor-2", NOW)).isEqualTo(new OnLift.NotRequested());
    }

    @Test
    void whatHasLapsedIsNotLifted() {
        var lapsed = suspension(NOW);
        assertThat(policy.requestLift(lapsed, "auditor-1", NOW)).isEqualTo(new OnLift.NotInForce());
        assertThat(policy.approveLift(lapsed, "auditor-1", NOW)).isEqualTo(new OnLift.NotInForce());
    }

    @Test
    void oneAuditorEndsWhatADisputeTookAndNothingElse() {
        var freeze =
                Suspension.ofProxyLooks(new UUID(1, 3), suspension(null).requester(), "disputed", NOW.minusSeconds(60));
        assertThat(freeze.inForceAt(NOW)).isTrue();
        var ended = policy.dismissed(freeze, "auditor-1", NOW);
        assertThat(ended.stateAt(NOW)).isEqualTo(State.LIFTED);
        assertThat(ended.lifted()).isEqualTo(new Step("auditor-1", NOW));
        var rules = suspension(null);
        assertThatThrownBy(() -> policy.dismissed(rules, "auditor-1", NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Suspension done(OnLift decision) {
        assertThat(decision).isInstanceOf(OnLift.Done.class);
        return ((OnLift.Done) decision).after();
    }

    private static Suspension suspension(@Nullable Instant until) {
        return new Suspension(
                new UUID(1, 2),
                new Requester("somebody", new Pseudonym("00000000000000000000000000000001"), CallerKind.RESIDENT, null),
                "many-subjects",
                NOW.minusSeconds(60),
                until,
                "many-subjects",
                null,
                null);
    }
}
