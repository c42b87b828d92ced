package org.vouch.healthcode.delegation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Delegations as they were told. One that was revoked before its end stays, as such, until then. */
public interface Delegations {
    /** Whether it was revoked. */
    record Told(Delegation delegation, boolean revoked) {
        @Override
        public String toString() {
            return "Told";
        }
    }

    /** Without effect where it is known already, granted or revoked, or where one of the two is erased. */
    Uni<Void> grant(SqlClient transaction, Delegation delegation);

    /** Whether or not it was told before that it was granted: no later event grants it. */
    Uni<Void> revoke(SqlClient transaction, Delegation delegation);

    /** Nothing remains of any of which this person is one side. */
    Uni<Void> erase(SqlClient transaction, UUID person);

    Uni<Optional<Told>> find(UUID id);

    /** In force, the one that ends last first. */
    Uni<List<Delegation>> ofHelper(UUID helper, Instant now);
}
