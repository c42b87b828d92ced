package org.vouch.audit.standing.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.vouch.audit.standing.StandingEntries;

@ApplicationScoped
class PostgresStandingEntries implements StandingEntries {
    private static final String FROM = "select leaf_index, bytes from log_entry where leaf_index >= $1"
            + " and kind <> 'access' and kind in ('suspension', 'shield', 'thresholds') order by leaf_index limit 1000";
    private static final JsonMapper JSON = new JsonMapper();

    private final Pool pool;

    PostgresStandingEntries(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Some> from(long index) {
        return pool.preparedQuery(FROM).execute(Tuple.of(index)).map(rows -> {
            var entries = new ArrayList<JsonNode>();
            var next = index;
            for (var row : rows) {
                next = row.getLong(0) + 1;
                entries.add(read(new String(row.getBuffer(1).getBytes(), StandardCharsets.UTF_8)));
            }
            return new Some(entries, next);
        });
    }

    private static JsonNode read(String entry) {
        try {
            return JSON.readTree(entry);
        } catch (JsonProcessingException altered) {
            // Whoever hashes entries again tells it.
            return MissingNode.getInstance();
        }
    }
}
