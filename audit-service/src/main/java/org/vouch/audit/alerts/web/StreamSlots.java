package org.vouch.audit.alerts.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import org.vouch.audit.alerts.AlertStreamConfig;

/** How many streams each auditor has open at this replica; no more than allowed. */
@ApplicationScoped
class StreamSlots {
    private final int most;
    private final Map<String, Integer> taken = new HashMap<>();

    StreamSlots(AlertStreamConfig config) {
        this.most = config.perAuditor();
    }

    /** From the start: that nobody watches is worth seeing too. */
    void measure(@Observes StartupEvent event, MeterRegistry meters) {
        var unused = Gauge.builder("vouch.alert.streams", this, StreamSlots::all)
                .description("Streams of alerts that are open")
                .register(meters);
    }

    /** False where the auditor has all of them. */
    synchronized boolean take(String auditor) {
        var now = taken.getOrDefault(auditor, 0);
        if (now >= most) {
            return false;
        }
        taken.put(auditor, now + 1);
        return true;
    }

    synchronized void giveBack(String auditor) {
        taken.computeIfPresent(auditor, (same, now) -> now == 1 ? null : now - 1);
    }

    private synchronized double all() {
        return taken.values().stream().mapToInt(Integer::intValue).sum();
    }
}
