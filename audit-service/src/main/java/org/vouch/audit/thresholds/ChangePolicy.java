package org.vouch.audit.thresholds;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.vouch.audit.thresholds.ThresholdChange.Approved;

/**
 * Two different auditors change what the rules allow, whichever way it goes: a number that is too high lets somebody through,
 * and one that is too low suspends people. It holds a while after it was agreed, so that everything that judges knows it by
 * then, and never before what was agreed earlier. Pure.
 */
public final class ChangePolicy {
    private final Duration heldBack;
    private final Duration proposalsLast;

    /** A change holds {@code heldBack} after its approval, which has to come within {@code proposalsLast}. */
    public ChangePolicy(Duration heldBack, Duration proposalsLast) {
        if (heldBack.isNegative() || proposalsLast.isNegative() || proposalsLast.isZero()) {
            throw new IllegalArgumentException(
                    "a change holds later than it was agreed, and may be agreed for a while");
        }
        this.heldBack = heldBack;
        this.proposalsLast = proposalsLast;
    }

    /** What an auditor's approval comes to. */
    public sealed interface Decision {
        record Done(ThresholdChange after) implements Decision {}

        record ApprovedBefore() implements Decision {}

        record SameAuditor() implements Decision {}

        /** Nobody has agreed in time. */
        record Lapsed() implements Decision {}
    }

    /** {@code newest} is what was approved last. */
    public Decision approve(ThresholdChange change, Optional<Approved> newest, String auditor, Instant now) {
        if (change.approved() != null) {
            return new Decision.ApprovedBefore();
        }
        if (change.proposedBy().equals(auditor)) {
            return new Decision.SameAuditor();
        }
        if (!now.isBefore(change.proposedAt().plus(proposalsLast))) {
            return new Decision.Lapsed();
        }
        var all = new TreeMap<>(newest.map(Approved::all).orElseGet(TreeMap::new));
        all.putAll(change.values());
        var soonest = now.plus(heldBack);
        var from = newest.map(Approved::from).filter(soonest::isBefore).orElse(soonest);
        var version = newest.map(Approved::version).orElse(0) + 1;
        return new Decision.Done(change.with(new Approved(auditor, now, version, from, all)));
    }
}
