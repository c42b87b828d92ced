package org.vouch.testresult.tubes;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Closes a tube for good: the first call sets the time, every further one finds it set. */
@ApplicationScoped
public class SealingTube {
    private final Tubes tubes;
    private final Clock clock;

    SealingTube(Tubes tubes, Clock clock) {
        this.tubes = tubes;
        this.clock = clock;
    }

    /** The sealed tube; empty where there is none of this organisation. */
    public Uni<Optional<Tube>> seal(Barcode barcode, String organisation) {
        return tubes.locked(
                barcode, found -> found.filter(tube -> tube.organisation().equals(organisation))
                        .map(this::sealed)
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<Tube>> sealed(Tube tube) {
        if (tube.sealedAt() != null) {
            return Uni.createFrom().item(Optional.of(tube));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return tubes.seal(tube.barcode(), now).replaceWith(() -> Optional.of(tube.sealed(now)));
    }
}
