package org.vouch.audit.restraints;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.vouch.audit.detection.Alert;

/**
 * Slows down whom an alert asks to slow down, and asks for a sign-in where an alert does, in the transaction that stores the
 * alert. The alert is what is kept of it, and what is decided about: a throttle ends by itself, after a day from the last alert,
 * and a sign-in is soon made; neither takes what somebody would have to give back.
 */
@ApplicationScoped
public class RestrainingRequester {
    private final RestraintEvents events;
    private final RestraintConfig config;

    RestrainingRequester(RestraintEvents events, RestraintConfig config) {
        this.events = events;
        this.config = config;
    }

    public Uni<Void> onAlert(Alert alert, Instant now) {
        return switch (alert.effect()) {
            case THROTTLE -> events.throttled(alert, now, now.plus(config.lasts()));
            case STEP_UP -> events.signInDemanded(alert, now);
            case SUSPEND, SHIELD, TELL -> Uni.createFrom().voidItem();
        };
    }
}
