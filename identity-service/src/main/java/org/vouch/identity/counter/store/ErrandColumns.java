package org.vouch.identity.counter.store;

import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.counter.Errand;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.presence.CheckingPresence;

/** What cases and confirmations have in common: {@code purpose}, {@code presence_purpose} and {@code venue}. */
final class ErrandColumns {
    private ErrandColumns() {}

    static @Nullable String presencePurpose(Errand errand) {
        return errand instanceof Errand.Presence presence ? presence.wanted().wire() : null;
    }

    static @Nullable String venue(Errand errand) {
        return errand instanceof Errand.Presence presence ? presence.venue() : null;
    }

    /** An errand that ends in a code. */
    static Errand withCode(Row row) {
        if (Purpose.LOGIN.wire().equals(row.getString("purpose"))) {
            return new Errand.Login();
        }
        var wanted = row.getString("presence_purpose");
        for (var purpose : CheckingPresence.Purpose.values()) {
            if (purpose.wire().equals(wanted)) {
                return new Errand.Presence(purpose, row.getString("venue"));
            }
        }
        throw new IllegalStateException("a row has no errand");
    }
}
