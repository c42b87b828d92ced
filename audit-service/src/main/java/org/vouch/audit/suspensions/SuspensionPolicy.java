package org.vouch.audit.suspensions;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vouch.audit.suspensions.Suspension.Step;

/**
 * When a requester is suspended and what ends it: a rule's suspension ends by itself unless a human confirms it, and
 * two different auditors can end any. Pure.
 */
public final class SuspensionPolicy {
    private final Duration lasts;

    /** A suspension that no human has confirmed ends after {@code lasts}. */
    public SuspensionPolicy(Duration lasts) {
        if (lasts.isNegative() || lasts.isZero()) {
            throw new IllegalArgumentException("a suspension that lasts " + lasts + " is none");
        }
        this.lasts = lasts;
    }

    /** What an alert does. */
    public sealed interface OnAlert {
        record Suspend(Instant until) implements OnAlert {}

        /** The requester is suspended already: the alert adds evidence. */
        record Already(Suspension suspension) implements OnAlert {}
    }

    /** What an auditor's step towards lifting comes to. */
    public sealed interface OnLift {
        record Done(Suspension after) implements OnLift {}

        record NotInForce() implements OnLift {}

        record AlreadyRequested() implements OnLift {}

        record NotRequested() implements OnLift {}

        record SameAuditor() implements OnLift {}
    }

    public OnAlert onAlert(Optional<Suspension> inForce, Instant now) {
        return inForce.<OnAlert>map(OnAlert.Already::new).orElseGet(() -> new OnAlert.Suspend(now.plus(lasts)));
    }

    /** A human has looked at the evidence and agrees: it no longer ends by itself. */
    public Suspension confirmed(Suspension suspension) {
        return suspension.openEnded();
    }

    /** A freeze until somebody has looked at it: the one who looks and finds nothing in it ends it at once. */
    public Suspension dismissed(Suspension freeze, String auditor, Instant now) {
        if (freeze.scope() != Suspension.Scope.PROXY) {
            throw new IllegalArgumentException("what a rule has suspended takes two to lift");
        }
        return freeze.withLifted(new Step(auditor, now));
    }

    public OnLift requestLift(Suspension suspension, String auditor, Instant now) {
        if (!suspension.inForceAt(now)) {
            return new OnLift.NotInForce();
        }
        if (suspension.liftRequested() != null) {
            return new OnLift.AlreadyRequested();
        }
        return new OnLift.Done(suspension.withLiftRequested(new Step(auditor, now)));
    }

    public OnLift approveLift(Suspension suspension, String auditor, Instant now) {
        if (!suspension.inForceAt(now)) {
            return new OnLift.NotInForce();
        }
        var requested = suspension.liftRequested();
        if (requested == null) {
            return new OnLift.NotRequested();
        }
        if (requested.auditor().equals(auditor)) {
            return new OnLift.SameAuditor();
        }
        return new OnLift.Done(suspension.withLifted(new Step(auditor, now)));
    }
}
