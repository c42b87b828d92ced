package org.vouch.audit.shields;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.vouch.audit.client.platform.Ids;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.detection.Effect;

/**
 * Shields whom an alert asks to shield, in the transaction that stores the alert. Further alerts do not make a shield longer: a
 * day later whoever is still in demand is shielded by the next stranger who asks.
 */
@ApplicationScoped
public class ShieldingSubject {
    private final Shields shields;
    private final ShieldEvents events;
    private final ShieldConfig config;
    private final Ids ids;
    private final MeterRegistry meters;

    ShieldingSubject(Shields shields, ShieldEvents events, ShieldConfig config, Ids ids, MeterRegistry meters) {
        this.shields = shields;
        this.events = events;
        this.config = config;
        this.ids = ids;
        this.meters = meters;
    }

    public Uni<Void> onAlert(Alert alert, Instant now) {
        var subject = alert.shield();
        if (alert.effect() != Effect.SHIELD || subject == null) {
            return Uni.createFrom().voidItem();
        }
        return shields.lock(subject)
                .chain(() -> shields.inForce(subject, now))
                .chain(inForce -> shield(alert, subject, now, inForce));
    }

    private Uni<Void> shield(Alert alert, String subject, Instant now, Optional<Shield> inForce) {
        if (inForce.isPresent()) {
            return Uni.createFrom().voidItem();
        }
        var shield =
                new Shield(ids.next(), subject, alert.incident(), alert.rule(), now, now.plus(config.lasts()), null);
        return shields.add(shield).chain(() -> events.shielded(shield)).invoke(() -> meters.counter(
                        "vouch.shields", "rule", alert.rule())
                .increment());
    }
}
