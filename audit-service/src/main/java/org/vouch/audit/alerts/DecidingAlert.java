package org.vouch.audit.alerts;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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
 * An auditor decides about an alert, once. Confirming makes the suspension last until two auditors lift it, and begins
 * one where the first has lapsed or there was none; dismissing lets it lapse at its end and lifts nothing: that takes two. An
 * alert about a service of the platform suspends nobody: it asks for others. What a dispute took is another matter: see
 * {@link DecidingDispute}.
 */
@ApplicationScoped
public class DecidingAlert {
    private final Alerts alerts;
    private final Suspensions suspensions;
    private final SuspensionPolicy policy;
    private final Enforcements enforcements;
    private final DecidingDispute disputes;
    private final Clock clock;
    private final Ids ids;

    DecidingAlert(
            Alerts alerts,
            Suspensions suspensions,
            SuspensionPolicy policy,
            Enforcements enforcements,
            DecidingDispute disputes,
            Clock clock,
            Ids ids) {
        this.alerts = alerts;
        this.suspensions = suspensions;
        this.policy = policy;
        this.enforcements = enforcements;
        this.disputes = disputes;
        this.clock = clock;
        this.ids = ids;
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Decided(RaisedAlert alert) implements Outcome {}

        record Unknown() implements Outcome {}

        record DecidedBefore() implements Outcome {}
    }

    @WithTransaction
    public Uni<Outcome> decide(UUID id, Choice choice, @Nullable String note, String auditor) {
        return alerts.requesterOf(id)
                .chain(requester -> requester.isEmpty()
                        ? Uni.createFrom().item(new Outcome.Unknown())
                        : suspensions
                                .lock(requester.get())
                                .chain(() -> alerts.find(id))
                                .chain(found ->
                                        decide(found.orElseThrow(), new Decision(choice, note, auditor, now()))));
    }

    private Uni<Outcome> decide(RaisedAlert alert, Decision decision) {
        if (alert.decision() != null) {
            return Uni.createFrom().item(new Outcome.DecidedBefore());
        }
        return effect(alert, decision).chain(suspension -> {
            var decided = alert.decided(decision, suspension);
            return alerts.update(decided).replaceWith(new Outcome.Decided(decided));
        });
    }

    /** The suspension that the alert stands for afterwards. */
    private Uni<@Nullable UUID> effect(RaisedAlert alert, Decision decision) {
        if (DecidingDispute.decides(alert, decision.choice())) {
            return disputes.effect(alert, decision);
        }
        if (decision.choice() == Choice.DISMISS || alert.requester().kind() == CallerKind.SERVICE) {
            return Uni.createFrom().item(alert.suspension());
        }
        return suspensions
                .inForce(alert.requester().id(), decision.at())
                .chain(inForce -> confirm(alert, decision.at(), inForce));
    }

    private Uni<@Nullable UUID> confirm(RaisedAlert alert, Instant now, Optional<Suspension> inForce) {
        var openEnded = inForce.map(policy::confirmed)
                .orElseGet(() -> new Suspension(
                        ids.next(), alert.requester(), alert.rule(), now, null, alert.rule(), null, null));
        var stored = inForce.isPresent() ? suspensions.update(openEnded) : suspensions.add(openEnded);
        return stored.chain(() -> enforcements.suspended(openEnded, alert.id(), now))
                .replaceWith(openEnded.id());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
