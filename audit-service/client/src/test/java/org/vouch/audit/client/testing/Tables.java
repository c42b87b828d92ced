package org.vouch.audit.client.testing;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What is in a service's own database. */
public final class Tables {
    private static final String ALL = "select quote_ident(table_schema) || '.' || quote_ident(table_name) from"
            + " information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'";

    private Tables() {}

    /** Those in whose rows this stands, whatever the type of the column: as text, or as bytes of it. */
    public static List<String> holding(Pool pool, String text) {
        var bytes = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        var found = new ArrayList<String>();
        for (var table : pool.query(ALL).execute().await().atMost(Patience.LONG)) {
            var name = table.getString(0);
            var rows = pool.preparedQuery("select count(*) from " + name
                            + " as t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0")
                    .execute(Tuple.of(text, bytes))
                    .await()
                    .atMost(Patience.LONG);
            if (rows.iterator().next().getLong(0) > 0) {
                found.add(name);
            }
        }
        return found;
    }
}
