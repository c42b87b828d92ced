package org.vouch.audit.client.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a service did, by its own tables and not by what it recorded: audit-service compares the two. A bean of a service whose looks
 * leave a trace of another kind.
 */
public interface Acts {
    /** Which actions' granted records stand for one act each. */
    Set<String> actions();

    /** The ids of the proofs that were spent from the first time on and before the second one, each once. */
    Uni<List<String>> proofs(SqlClient transaction, Instant from, Instant before);
}
