package org.vouch.testresult.tubes;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Registers a tube under a barcode that no other tube ever had. */
@ApplicationScoped
public class OpeningTube {
    private final Tubes tubes;

    OpeningTube(Tubes tubes) {
        this.tubes = tubes;
    }

    /** What became of it. */
    public sealed interface OpeningDecision {
        record Opened(Tube tube) implements OpeningDecision {}

        record BarcodeTaken() implements OpeningDecision {}
    }

    /** {@code organisation} is the collector's; {@code capacity} one of {@link Tube#CAPACITIES}. */
    public Uni<OpeningDecision> open(
            Barcode barcode, String organisation, String site, int capacity, Instant openedAt) {
        var tube = Tube.opened(barcode, organisation, site, capacity, openedAt.truncatedTo(ChronoUnit.MICROS));
        return tubes.open(tube)
                .map(stored -> stored ? new OpeningDecision.Opened(tube) : new OpeningDecision.BarcodeTaken());
    }
}
