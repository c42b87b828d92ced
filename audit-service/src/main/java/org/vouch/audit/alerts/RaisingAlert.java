package org.vouch.audit.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.platform.Ids;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.detection.Effect;
import org.vouch.audit.pseudonym.Pseudonyms;
import org.vouch.audit.restraints.RestrainingRequester;
import org.vouch.audit.shields.ShieldingSubject;
import org.vouch.audit.suspensions.Enforcements;
import org.vouch.audit.suspensions.Requester;
import org.vouch.audit.suspensions.Suspension;
import org.vouch.audit.suspensions.SuspensionPolicy;
import org.vouch.audit.suspensions.SuspensionPolicy.OnAlert;
import org.vouch.audit.suspensions.Suspensions;

/**
 * Stores an alert, in one transaction and once however often it comes, and where its rule suspends, suspends its requester and
 * tells every service; where it asks for less, does that. A requester who is suspended already is not suspended again: the alert adds its evidence.
 */
@ApplicationScoped
public class RaisingAlert {
    private final Alerts alerts;
    private final Suspensions suspensions;
    private final SuspensionPolicy policy;
    private final Enforcements enforcements;
    private final ShieldingSubject shielding;
    private final RestrainingRequester restraining;
    private final Pseudonyms pseudonyms;
    private final Clock clock;
    private final Ids ids;
    private final MeterRegistry meters;

    RaisingAlert(
            Alerts alerts,
            Suspensions suspensions,
            SuspensionPolicy policy,
            Enforcements enforcements,
            ShieldingSubject shielding,
            RestrainingRequester restraining,
            Pseudonyms pseudonyms,
            Clock clock,
            Ids ids,
            MeterRegistry meters) {
        this.alerts = alerts;
        this.suspensions = suspensions;
        this.policy = policy;
        this.enforcements = enforcements;
        this.shielding = shielding;
        this.restraining = restraining;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
        this.ids = ids;
        this.meters = meters;
    }

    @WithTransaction
    public Uni<Void> raise(Alert alert) {
        return alerts.firstTime(alert.id())
                .chain(first -> first ? take(alert) : Uni.createFrom().voidItem());
    }

    private Uni<Void> take(Alert alert) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var requester = requester(alert);
        return suspensions
                .lock(requester.id())
                .chain(() -> suspensions.inForce(requester.id(), now))
                .chain(inForce -> effect(alert, requester, now, inForce))
                .chain(suspension -> alerts.add(raised(alert, requester, now, suspension)))
                .chain(() -> shielding.onAlert(alert, now))
                .chain(() -> restraining.onAlert(alert, now))
                .invoke(() ->
                        meters.counter("vouch.alerts", "rule", alert.rule()).increment());
    }

    /** The suspension that the alert caused or found in force. */
    private Uni<@Nullable UUID> effect(Alert alert, Requester requester, Instant now, Optional<Suspension> inForce) {
        if (alert.effect() == Effect.SUSPEND && policy.onAlert(inForce, now) instanceof OnAlert.Suspend suspend) {
            return suspend(alert, requester, now, suspend.until());
        }
        return Uni.createFrom().item(inForce.map(Suspension::id).orElse(null));
    }

    private Uni<@Nullable UUID> suspend(Alert alert, Requester requester, Instant now, Instant until) {
        var suspension = new Suspension(ids.next(), requester, alert.rule(), now, until, alert.rule(), null, null);
        return suspensions
                .add(suspension)
                .chain(() -> enforcements.suspended(suspension, alert.id(), now))
                .invoke(() -> meters.counter("vouch.suspensions", "reason", alert.rule())
                        .increment())
                .replaceWith(suspension.id());
    }

    private Requester requester(Alert alert) {
        var who = alert.requester();
        return new Requester(who.id(), pseudonyms.ofRequester(who.id()), who.kind(), who.label());
    }

    private static RaisedAlert raised(Alert alert, Requester requester, Instant now, @Nullable UUID suspension) {
        return new RaisedAlert(
                alert.id(),
                alert.rule(),
                alert.ruleVersion(),
                requester,
                alert.distinctSubjects(),
                alert.refused(),
                alert.limit(),
                alert.window(),
                alert.windowStart(),
                alert.firstAt(),
                alert.lastAt(),
                alert.records(),
                alert.effect(),
                alert.incident(),
                alert.features(),
                alert.thresholds(),
                now,
                suspension,
                null);
    }
}
