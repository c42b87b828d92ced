package org.vouch.healthcode.facts;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.UUID;

/** The facts of each person, as they were recorded. */
public interface RecordedFacts {
    /** Everything known about the person; {@link Facts#NONE} for a pseudonym that nothing is known about. */
    Uni<Facts> of(UUID person);

    Uni<Facts> of(SqlClient transaction, UUID person);

    /** One writer per person at a time, until the transaction ends. */
    Uni<Void> lock(SqlClient transaction, UUID person);

    /** False where nothing changed: a version not higher than the known one, or an erased person. */
    Uni<Boolean> record(SqlClient transaction, UUID person, Fact fact);

    /** Nothing of the person remains, and nothing will be recorded again. */
    Uni<Void> erase(SqlClient transaction, UUID person);
}
