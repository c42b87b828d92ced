package org.vouch.testresult.tubes;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tube as it stands.
 *
 * @param organisation whose collectors may add to it and seal it
 * @param sealedAt null while it takes samples
 * @param taken how many samples it holds, those of erased persons included
 * @param members the persons whose samples it holds
 */
public record Tube(
        Barcode barcode,
        String organisation,
        String site,
        int capacity,
        Instant openedAt,
        @Nullable Instant sealedAt,
        int taken,
        Set<UUID> members) {

    /** The pool sizes in use; no pool of pools, so nothing above 20. */
    public static final Set<Integer> CAPACITIES = Set.of(1, 5, 10, 20);

    static Tube opened(Barcode barcode, String organisation, String site, int capacity, Instant openedAt) {
        return new Tube(barcode, organisation, site, capacity, openedAt, null, 0, Set.of());
    }

    Tube sealed(Instant at) {
        return new Tube(barcode, organisation, site, capacity, openedAt, at, taken, members);
    }

    /** Without its members. */
    @Override
    public String toString() {
        return "Tube[" + barcode + " " + taken + "/" + capacity + "]";
    }
}
