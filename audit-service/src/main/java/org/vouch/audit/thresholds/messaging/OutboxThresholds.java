package org.vouch.audit.thresholds.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.vouch.audit.outbox.messaging.SessionOutbox;
import org.vouch.audit.thresholds.ThresholdChange.Approved;
import org.vouch.audit.thresholds.ThresholdEvents;

/** ThresholdsChanged, committed with the approval; each version under its number, so that compaction keeps them all. */
@ApplicationScoped
class OutboxThresholds implements ThresholdEvents {
    private static final String TOPIC = "audit.thresholds";
    private static final String CHANGED = "org.vouch.audit.ThresholdsChanged.v1";

    private final SessionOutbox outbox;

    OutboxThresholds(SessionOutbox outbox) {
        this.outbox = outbox;
    }

    /** The payload: all changed thresholds together. */
    record Changed(int version, Instant from, Map<String, Double> values) {}

    @Override
    public Uni<Void> changed(Approved approved) {
        return outbox.append(
                TOPIC,
                Integer.toString(approved.version()),
                CHANGED,
                new Changed(approved.version(), approved.from(), approved.all()),
                approved.at());
    }
}
