package org.vouch.audit.suspensions;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.vouch.audit.client.platform.Ids;
import org.vouch.audit.suspensions.SuspensionPolicy.OnAlert;

/**
 * An auditor suspends a requester. It lasts as long as a rule's suspension: what no second person has looked at ends by
 * itself.
 */
@ApplicationScoped
public class SuspendingRequester {
    private final Suspensions suspensions;
    private final KnownRequesters requesters;
    private final SuspensionPolicy policy;
    private final Enforcements enforcements;
    private final Clock clock;
    private final Ids ids;
    private final MeterRegistry meters;

    SuspendingRequester(
            Suspensions suspensions,
            KnownRequesters requesters,
            SuspensionPolicy policy,
            Enforcements enforcements,
            Clock clock,
            Ids ids,
            MeterRegistry meters) {
        this.suspensions = suspensions;
        this.requesters = requesters;
        this.policy = policy;
        this.enforcements = enforcements;
        this.clock = clock;
        this.ids = ids;
        this.meters = meters;
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Suspended(Suspension suspension) implements Outcome {}

        record SuspendedBefore() implements Outcome {}

        record UnknownRequester() implements Outcome {}
    }

    @WithTransaction
    public Uni<Outcome> suspend(String name, String reason, String auditor) {
        return requesters
                .named(name)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(new Outcome.UnknownRequester())
                        : suspend(found.get(), reason, auditor));
    }

    private Uni<Outcome> suspend(Requester requester, String reason, String auditor) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return suspensions
                .lock(requester.id())
                .chain(() -> suspensions.inForce(requester.id(), now))
                .chain(inForce -> {
                    if (!(policy.onAlert(inForce, now) instanceof OnAlert.Suspend suspend)) {
                        return Uni.createFrom().item(new Outcome.SuspendedBefore());
                    }
                    var suspension =
                            new Suspension(ids.next(), requester, reason, now, suspend.until(), auditor, null, null);
                    return suspensions
                            .add(suspension)
                            .chain(() -> enforcements.suspended(suspension, null, now))
                            .invoke(() -> meters.counter("vouch.suspensions", "reason", "auditor")
                                    .increment())
                            .replaceWith(new Outcome.Suspended(suspension));
                });
    }
}
