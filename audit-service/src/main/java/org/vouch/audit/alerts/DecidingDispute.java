package org.vouch.audit.alerts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.RaisedAlert.Choice;
import org.vouch.audit.alerts.RaisedAlert.Decision;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.platform.Ids;
import org.vouch.audit.suspensions.Enforcements;
import org.vouch.audit.suspensions.Suspension;
import org.vouch.audit.suspensions.SuspensionPolicy;
import org.vouch.audit.suspensions.Suspensions;

/**
 * What an auditor's decision about a disputed look does. The freeze was one person's word, so one auditor ends it, at once,
 * unless another person's dispute stands behind it too; upheld it stays until two lift it, and begins where there was none.
 */
@ApplicationScoped
class DecidingDispute {
    private static final Set<CallerKind> WITH_A_PROXY_RIGHT = Set.of(CallerKind.RESIDENT, CallerKind.CHECKPOINT);

    private final Alerts alerts;
    private final Suspensions suspensions;
    private final SuspensionPolicy policy;
    private final Enforcements enforcements;
    private final Ids ids;

    DecidingDispute(
            Alerts alerts, Suspensions suspensions, SuspensionPolicy policy, Enforcements enforcements, Ids ids) {
        this.alerts = alerts;
        this.suspensions = suspensions;
        this.policy = policy;
        this.enforcements = enforcements;
        this.ids = ids;
    }

    /** Whether it is decided here: of anybody else's right to look, whole, as of every alert. */
    static boolean decides(RaisedAlert alert, Choice choice) {
        return alert.rule().equals(RaisedAlert.DISPUTED)
                && (choice == Choice.DISMISS
                        || !alert.requester().isNamed()
                        || WITH_A_PROXY_RIGHT.contains(alert.requester().kind()));
    }

    /** The suspension that the alert stands for afterwards; within the requester's lock. */
    Uni<@Nullable UUID> effect(RaisedAlert alert, Decision decision) {
        if (decision.choice() == Choice.CONFIRM) {
            return alert.requester().isNamed()
                    ? uphold(alert, decision.at())
                    : Uni.createFrom().nullItem();
        }
        if (alert.suspension() == null) {
            return Uni.createFrom().nullItem();
        }
        return alerts.disputedOtherwise(alert)
                .chain(others -> others ? Uni.createFrom().voidItem() : end(alert, decision))
                .replaceWith(alert.suspension());
    }

    private Uni<Void> end(RaisedAlert alert, Decision decision) {
        return suspensions.freezing(alert.requester().id(), decision.at()).chain(inForce -> {
            if (inForce.isEmpty() || !inForce.get().id().equals(alert.suspension())) {
                return Uni.createFrom().voidItem();
            }
            var ended = policy.dismissed(inForce.get(), decision.auditor(), decision.at());
            return suspensions.update(ended).chain(() -> enforcements.reinstated(ended, decision.at()));
        });
    }

    private Uni<@Nullable UUID> uphold(RaisedAlert alert, Instant now) {
        return suspensions.freezing(alert.requester().id(), now).chain(inForce -> {
            if (inForce.isPresent()) {
                return Uni.createFrom().item(inForce.get().id());
            }
            var freeze = Suspension.ofProxyLooks(ids.next(), alert.requester(), alert.rule(), now);
            return suspensions
                    .add(freeze)
                    .chain(() -> enforcements.suspended(freeze, alert.id(), now))
                    .replaceWith(freeze.id());
        });
    }
}
