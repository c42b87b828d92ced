package org.vouch.audit.thresholds.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.platform.Ids;
import org.vouch.audit.statements.Counted;
import org.vouch.audit.thresholds.ThresholdChange.Approved;
import org.vouch.audit.thresholds.ThresholdEvents;

/** ThresholdsChanged, committed with the approval; each version under its number, so that compaction keeps them all. */
@ApplicationScoped
class OutboxThresholds implements ThresholdEvents {
    private static final String TOPIC = "audit.thresholds";
    private static final String CHANGED = "org.vouch.audit.ThresholdsChanged.v1";
    private static final String APPEND = Counted.insert(Outbox.INSERT);

    private final ObjectMapper json;
    private final Ids ids;

    OutboxThresholds(ObjectMapper json, Ids ids) {
        this.json = json;
        this.ids = ids;
    }

    /** The payload: all changed thresholds together. */
    record Changed(int version, Instant from, Map<String, Double> values) {}

    @Override
    public Uni<Void> changed(Approved approved) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(APPEND, Long.class)
                        .setParameter(1, ids.next())
                        .setParameter(2, TOPIC)
                        .setParameter(3, Integer.toString(approved.version()))
                        .setParameter(4, CHANGED)
                        .setParameter(5, text(new Changed(approved.version(), approved.from(), approved.all())))
                        .setParameter(6, approved.at().atOffset(ZoneOffset.UTC))
                        .getSingleResult())
                .replaceWithVoid();
    }

    private String text(Changed changed) {
        try {
            return json.writeValueAsString(changed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("thresholds are always writable", e);
        }
    }
}
