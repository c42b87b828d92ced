package org.vouch.healthcode.code;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;

/** Tells the other services of changed colours. */
public interface AnnouncedColours {
    /** Told once the transaction of the fact commits, and only then. */
    Uni<Void> announce(SqlClient transaction, ColourChanged change);
}
