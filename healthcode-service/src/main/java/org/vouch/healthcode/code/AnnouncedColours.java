package org.vouch.healthcode.code;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.UUID;

/** The colour that was last announced about each person. */
public interface AnnouncedColours {
    /** Stores the change and appends its event, in the transaction of the fact. */
    Uni<Void> announce(SqlClient transaction, ColourChanged change);

    Uni<Void> erase(SqlClient transaction, UUID person);
}
