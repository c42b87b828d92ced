package org.vouch.identity.vault.store;

import io.vertx.mutiny.sqlclient.Pool;
import org.vouch.identity.vault.People;

/** People of a database of one's own. */
public final class PeopleInSchema {
    private PeopleInSchema() {}

    public static People of(Pool pool) {
        return new PeopleInPostgres(pool, java.time.Clock.systemUTC());
    }
}
