package org.vouch.identity.delegation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Delegations in force. Whatever is given or ended is told to the other services in the same transaction. */
public interface Delegations {
    /** Of one helper. */
    int MOST_DEPENDANTS = 4;

    /** Of one dependant: together with {@link #MOST_DEPENDANTS} no more than one page. */
    int MOST_HELPERS = 16;

    /** A delegation with both masked names, each sealed for this delegation. */
    record Named(Delegation delegation, byte[] helperName, byte[] dependantName) {
        @Override
        public String toString() {
            return "Named";
        }
    }

    /** What came of giving one. */
    enum Giving {
        GIVEN,
        /** One of the two has as many as there may be. */
        TOO_MANY,
        /** One of the two is gone, or their face is. */
        CHANGED_MEANWHILE
    }

    /** Takes the place of the one between the same two, if there is one. */
    Uni<Giving> give(Named delegation, Instant now);

    /** Those of which this person is one side, newest first. */
    Uni<List<Named>> of(UUID person, Instant now);

    /** Empty, with no effect, where there is none of this id of which this person is one side. */
    Uni<Optional<Delegation>> end(UUID id, UUID side, Instant now);

    /** Ends every delegation of which this person is one side. */
    Uni<Void> endAllOf(SqlClient transaction, UUID person, Instant now);
}
