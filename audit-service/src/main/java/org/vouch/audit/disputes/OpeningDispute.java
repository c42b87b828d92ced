package org.vouch.audit.disputes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.Alerts;
import org.vouch.audit.alerts.RaisedAlert;
import org.vouch.audit.client.platform.Ids;
import org.vouch.audit.detection.Effect;
import org.vouch.audit.detection.Timeline;
import org.vouch.audit.disputes.DisputePolicy.OnDispute;
import org.vouch.audit.entries.AccessEntry;
import org.vouch.audit.entries.DisputedLooks.Dispute;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.records.ReceivedAccess.Outcome;
import org.vouch.audit.suspensions.Enforcements;
import org.vouch.audit.suspensions.Requester;
import org.vouch.audit.suspensions.Suspension;
import org.vouch.audit.suspensions.Suspensions;

/**
 * Makes a dispute: in one transaction the dispute, the alert that an auditor decides about, and where the policy says so the
 * freeze and the word of it to every service. Neither alert nor event tells who disputed.
 */
@ApplicationScoped
class OpeningDispute {
    private static final int RULE_VERSION = 1;

    private final Disputes disputes;
    private final Alerts alerts;
    private final Suspensions suspensions;
    private final Enforcements enforcements;
    private final Clock clock;
    private final Ids ids;
    private final MeterRegistry meters;

    OpeningDispute(
            Disputes disputes,
            Alerts alerts,
            Suspensions suspensions,
            Enforcements enforcements,
            Clock clock,
            Ids ids,
            MeterRegistry meters) {
        this.disputes = disputes;
        this.alerts = alerts;
        this.suspensions = suspensions;
        this.enforcements = enforcements;
        this.clock = clock;
        this.ids = ids;
        this.meters = meters;
    }

    /** What is known once the policy has decided. */
    private record Opening(AccessEntry look, Requester requester, History history, boolean freezes, Instant now) {
        Pseudonym subject() {
            return Objects.requireNonNull(look.subject());
        }

        @Override
        public String toString() {
            return "Opening";
        }
    }

    @WithTransaction
    Uni<DisputeDecision> open(AccessEntry look, Requester requester) {
        var subject = Objects.requireNonNull(look.subject());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return disputes.lock(subject)
                .chain(() -> disputes.state(subject, look.id()))
                .chain(known -> known.isPresent()
                        ? Uni.createFrom().item(new DisputeDecision.Made(known.get()))
                        : disputes.history(subject, requester.pseudonym(), now)
                                .chain(history -> decide(look, requester, history, now)));
    }

    private Uni<DisputeDecision> decide(AccessEntry look, Requester requester, History history, Instant now) {
        var decision = DisputePolicy.decide(look, history, now);
        if (decision instanceof OnDispute.TooMany) {
            return Uni.createFrom().item(new DisputeDecision.TooMany(History.LATELY));
        }
        var freezes = decision instanceof OnDispute.Freeze && requester.isNamed();
        var opening = new Opening(look, requester, history, freezes, now);
        return suspensions
                .lock(requester.id())
                .chain(() -> disputes.disputing(requester.pseudonym(), now.minus(DisputePolicy.FRESH)))
                .chain(others -> disputes.incident(requester.pseudonym())
                        .chain(incident -> raise(opening, others, incident.orElse(null))))
                .replaceWith(new DisputeDecision.Made(Dispute.OPEN));
    }

    private Uni<Void> raise(Opening opening, long others, @Nullable UUID incident) {
        var id = ids.next();
        var subject = opening.subject();
        return (opening.freezes() ? freeze(opening, id) : Uni.createFrom().<UUID>nullItem())
                .chain(suspension -> alerts.add(alert(opening, id, others, incident, suspension)))
                .chain(() -> disputes.add(subject, opening.look().id(), id, opening.freezes(), opening.now()))
                .invoke(() -> count(opening.freezes()));
    }

    private Uni<@Nullable UUID> freeze(Opening opening, UUID alert) {
        return suspensions.freezing(opening.requester().id(), opening.now()).chain(inForce -> {
            if (inForce.isPresent()) {
                return Uni.createFrom().item(inForce.get().id());
            }
            var freeze = Suspension.ofProxyLooks(ids.next(), opening.requester(), RaisedAlert.DISPUTED, opening.now());
            return suspensions
                    .add(freeze)
                    .chain(() -> enforcements.suspended(freeze, alert, opening.now()))
                    .invoke(() -> meters.counter("vouch.suspensions", "reason", RaisedAlert.DISPUTED)
                            .increment())
                    .replaceWith(freeze.id());
        });
    }

    /** The person who disputes is in it as one of several, and by their own past in numbers alone. */
    private static RaisedAlert alert(
            Opening opening, UUID id, long others, @Nullable UUID incident, @Nullable UUID suspension) {
        var look = opening.look();
        var measured = new TreeMap<String, Double>();
        measured.put("othersWhoDispute", (double) others);
        measured.put("rejectedOfThisPerson", (double) opening.history().rejected());
        return new RaisedAlert(
                id,
                RaisedAlert.DISPUTED,
                RULE_VERSION,
                opening.requester(),
                1,
                look.outcome() == Outcome.REFUSED ? 1 : 0,
                0,
                DisputePolicy.FRESH,
                look.at(),
                look.at(),
                look.at(),
                List.of(look.id()),
                opening.freezes() ? Effect.SUSPEND : Effect.TELL,
                incident == null ? id : incident,
                measured,
                Timeline.AS_STARTED,
                opening.now(),
                suspension,
                null);
    }

    private void count(boolean freezes) {
        meters.counter("vouch.alerts", "rule", RaisedAlert.DISPUTED).increment();
        meters.counter("vouch.disputes", "effect", freezes ? "frozen" : "queued")
                .increment();
    }
}
