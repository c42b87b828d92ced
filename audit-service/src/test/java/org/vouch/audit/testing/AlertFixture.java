package org.vouch.audit.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.vertx.VertxContextSupport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.RaisingAlert;
import org.vouch.audit.detection.Alert;

/** Alerts as the rules raise them, without looks. */
public final class AlertFixture {
    private final UUID id = UUID.randomUUID();
    private String rule = "own-growth";
    private String effect = "tell";
    private UUID incident = id;
    private UUID requester = UUID.randomUUID();
    private List<UUID> records = List.of(UUID.randomUUID());

    private AlertFixture() {}

    public static AlertFixture anAlert() {
        return new AlertFixture();
    }

    public AlertFixture of(String value) {
        rule = value;
        return this;
    }

    public AlertFixture that(String value) {
        effect = value;
        return this;
    }

    public AlertFixture in(UUID value) {
        incident = value;
        return this;
    }

    public AlertFixture by(UUID resident) {
        requester = resident;
        return this;
    }

    public AlertFixture about(UUID... looks) {
        records = List.of(looks);
        return this;
    }

    public UUID id() {
        return id;
    }

    public UUID incident() {
        return incident;
    }

    /** Returns once it is there; its id. */
    public UUID raise(RaisingAlert raising) {
        var alert = alert();
        try {
            Void none = VertxContextSupport.subscribeAndAwait(() -> raising.raise(alert));
            return none == null ? id : id;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private Alert alert() {
        try {
            return AccessFixture.JSON.readValue(payload(), Alert.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the rules send it. */
    public String payload() {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
        Map<String, @Nullable Object> fields = new java.util.HashMap<>();
        fields.put("id", id);
        fields.put("rule", rule);
        fields.put("ruleVersion", 1);
        fields.put("requester", Map.of("id", requester, "kind", "resident"));
        fields.put("distinctSubjects", 3);
        fields.put("refused", 0);
        fields.put("limit", 2);
        fields.put("window", "PT10M");
        fields.put("windowStart", now);
        fields.put("firstAt", now);
        fields.put("lastAt", now);
        fields.put("records", records);
        fields.put("effect", effect);
        fields.put("incident", incident);
        fields.put("features", Map.of("usual", 2.5));
        fields.put("thresholds", 0);
        try {
            return AccessFixture.JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
