package org.vouch.audit.client.inbox;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.vouch.audit.client.platform.Sweeps;

/** Forgets events that no topic can bring again: none keeps its events for as long as the inbox remembers them. */
@ApplicationScoped
class InboxSweep {
    private static final Duration REMEMBERED = Duration.ofDays(60);
    private static final Duration EVERY = Duration.ofHours(1);

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(EVERY, "delete from inbox where seen_at < $1", REMEMBERED);
    }
}
