package org.vouch.audit.log.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.client.inbox.SetAsideEvents;
import org.vouch.audit.log.Fact;
import org.vouch.audit.log.LogEntries;
import org.vouch.audit.log.ShownLook;
import org.vouch.audit.log.SubjectKey;
import org.vouch.audit.log.WrappedKeys;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.log.tree.TileId;

/** Reads the log. */
@ApplicationScoped
class PostgresLog implements LogEntries {
    private static final String SIZE = "select entries from log_size";
    private static final String FROM =
            "select bytes from log_entry where leaf_index >= $1 and leaf_index < $2 order by leaf_index";
    private static final String KEPT_FROM =
            "select bytes, seal from log_entry where leaf_index >= $1 and leaf_index < $2 order by leaf_index";
    private static final String TILES = "select t.level, t.tile_index, t.hashes from log_tile t"
            + " join unnest($1::int[], $2::bigint[]) as w (level, tile_index) using (level, tile_index)";
    private static final String OF_EVENT = "select leaf_index, bytes from log_entry where event_id = $1";
    private static final String INDEXES = "select event_id, leaf_index from log_entry where event_id = any($1)";
    /**
     * What an entry is comes from its bytes: the columns beside them are not hashed, and whoever changed one would hide an entry
     * from this.
     */
    private static final String NOT_AS_SHOWN = "with logged as (select event_id, kind,"
            + " convert_from(bytes, 'UTF8')::jsonb as leaf from log_entry"
            + " where leaf_index >= $1 and leaf_index < $2)"
            + " select count(*) from logged l left join access_entry a on a.id = l.event_id"
            + " and a.subject = decode(coalesce(leaf ->> 'subject', ''), 'hex')"
            // One of the two may have been rounded.
            + " and a.at between (leaf ->> 'at')::timestamptz - interval '1 microsecond'"
            + " and (leaf ->> 'at')::timestamptz + interval '1 microsecond'"
            + " where l.kind is distinct from leaf ->> 'kind' or l.event_id::text is distinct from leaf ->> 'id'"
            + " or leaf ->> 'kind' = 'access' and (a.id is null"
            + " or a.requester is distinct from decode(leaf ->> 'requester', 'hex')"
            + " or a.requester_kind is distinct from leaf ->> 'requesterKind'"
            + " or a.outcome is distinct from leaf ->> 'outcome')";

    private static final String SEALED = "select a.id, a.subject, a.action, a.purpose, a.requester_label, k.wrapped,"
            + " convert_from(l.bytes, 'UTF8')::jsonb ->> 'sealed' as sealed from log_entry l"
            + " join access_entry a on a.id = l.event_id join subject_key k on k.subject = a.subject"
            + " where l.leaf_index >= $1 and l.leaf_index < $2 and l.kind = 'access'";
    /** Those with a hash were numbered in the transaction of their entry. */
    private static final String NOT_LOGGED = "select count(*) from access_number n where n.record_id is not null"
            + " and n.hash is not null and not exists (select from log_entry e where e.event_id = n.record_id)";

    private static final String KEYS = "select subject, wrapped from subject_key where subject = any($1)";
    /** Whatever is taken in meanwhile comes before, and is blanked, or behind, and finds the subject erased. */
    private static final String LOCK = "select entries from log_size for update";

    private static final String ERASED =
            "insert into erased_subject (subject, erased_at) select unnest($1::bytea[]), now() on conflict do nothing";
    private static final String FORGET = "delete from subject_key where subject = any($1)";
    private static final String BLANK_ERASED = "update access_entry a set action = 'erased', purpose = null,"
            + " requester_label = null from erased_subject e where e.subject = any($1) and a.subject = e.subject"
            + " and a.action <> 'erased'";
    private static final String BLANK =
            "update access_entry set action = 'erased', purpose = null, requester_label = null"
                    + " where subject = any($1)";

    private final Pool pool;
    private final WrappedKeys wrappedKeys;

    PostgresLog(Pool pool, WrappedKeys wrappedKeys) {
        this.pool = pool;
        this.wrappedKeys = wrappedKeys;
    }

    @Override
    public Uni<Long> size() {
        return pool.query(SIZE).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<List<byte[]>> from(long index, int entries) {
        return pool.preparedQuery(FROM)
                .execute(Tuples.of(index, index + entries))
                .map(rows -> {
                    var found = new ArrayList<byte[]>(rows.size());
                    rows.forEach(row -> found.add(row.getBuffer(0).getBytes()));
                    return found;
                });
    }

    @Override
    public Uni<List<Kept>> keptFrom(long index, int entries) {
        return pool.preparedQuery(KEPT_FROM)
                .execute(Tuples.of(index, index + entries))
                .map(rows -> {
                    var found = new ArrayList<Kept>(rows.size());
                    rows.forEach(row -> {
                        var seal = row.getBuffer(1);
                        found.add(new Kept(row.getBuffer(0).getBytes(), seal == null ? null : seal.getBytes()));
                    });
                    return found;
                });
    }

    @Override
    public Uni<Map<TileId, byte[]>> tiles(Collection<TileId> wanted) {
        return tiles(pool, wanted);
    }

    static Uni<Map<TileId, byte[]>> tiles(SqlClient client, Collection<TileId> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return client.preparedQuery(TILES)
                .execute(Tuples.of(
                        wanted.stream().map(TileId::level).toArray(Integer[]::new),
                        wanted.stream().map(TileId::index).toArray(Long[]::new)))
                .map(rows -> {
                    var found = new HashMap<TileId, byte[]>();
                    rows.forEach(row -> found.put(
                            new TileId(row.getInteger(0), row.getLong(1)),
                            row.getBuffer(2).getBytes()));
                    return found;
                });
    }

    @Override
    public Uni<Optional<Placed>> ofEvent(UUID event) {
        return pool.preparedQuery(OF_EVENT).execute(Tuples.of(event)).map(rows -> {
            var row = rows.iterator();
            if (!row.hasNext()) {
                return Optional.empty();
            }
            var found = row.next();
            return Optional.of(new Placed(found.getLong(0), found.getBuffer(1).getBytes()));
        });
    }

    @Override
    public Uni<Map<UUID, Long>> indexes(Collection<UUID> events) {
        return pool.preparedQuery(INDEXES)
                .execute(Tuples.of((Object) events.toArray(UUID[]::new)))
                .map(rows -> {
                    var found = new HashMap<UUID, Long>();
                    rows.forEach(row -> found.put(row.getUUID(0), row.getLong(1)));
                    return found;
                });
    }

    @Override
    public Uni<Long> notAsShown(long from, long to) {
        return pool.preparedQuery(NOT_AS_SHOWN)
                .execute(Tuples.of(from, to))
                .map(rows -> rows.iterator().next().getLong(0))
                .chain(different -> pool.preparedQuery(SEALED)
                        .execute(Tuples.of(from, to))
                        .map(rows -> different + otherwise(rows)));
    }

    /** How many are shown in other words than were sealed; a key that was exchanged for another is a difference as well. */
    private long otherwise(RowSet<Row> rows) {
        var keys = new HashMap<Buffer, SubjectKey>();
        var otherwise = 0L;
        for (var row : rows) {
            var shown = new ShownLook(
                    row.getUUID("id"),
                    row.getString("action"),
                    row.getString("purpose"),
                    row.getString("requester_label"));
            var sealed = Base64.getDecoder().decode(row.getString("sealed"));
            try {
                var key = keys.computeIfAbsent(
                        row.getBuffer("subject").getDelegate(),
                        subject -> wrappedKeys.unwrap(
                                subject.getBytes(), row.getBuffer("wrapped").getBytes()));
                otherwise += shown.differs(key, sealed) ? 1 : 0;
            } catch (IllegalStateException exchanged) {
                otherwise++;
            }
        }
        return otherwise;
    }

    @Override
    public Uni<Long> notLogged() {
        return pool.query(NOT_LOGGED)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<List<SubjectKey>> keys(List<Pseudonym> subject) {
        return pool.preparedQuery(KEYS).execute(subjects(subject)).map(rows -> {
            var keys = new ArrayList<SubjectKey>();
            rows.forEach(row -> keys.add(wrappedKeys.unwrap(
                    row.getBuffer(0).getBytes(), row.getBuffer(1).getBytes())));
            return keys;
        });
    }

    @Override
    public Uni<Integer> forget(UUID person, List<Pseudonym> subject) {
        var subjects = subjects(subject);
        return pool.withTransaction(transaction -> transaction
                .query(LOCK)
                .execute()
                .chain(() -> transaction.preparedQuery(ERASED).execute(subjects))
                .chain(() -> transaction.preparedQuery(BLANK).execute(subjects))
                .chain(() -> SetAsideEvents.forget(transaction, person))
                .chain(() -> transaction.preparedQuery(FORGET).execute(subjects))
                .map(rows -> rows.rowCount()));
    }

    /** Of a batch that has been appended: nothing is shown of those who are erased. */
    static Uni<Void> blankErased(SqlConnection transaction, List<Buffer> subjects) {
        return transaction
                .preparedQuery(BLANK_ERASED)
                .execute(Tuples.of((Object) subjects.toArray(Buffer[]::new)))
                .replaceWithVoid();
    }

    private static io.vertx.mutiny.sqlclient.Tuple subjects(List<Pseudonym> subject) {
        return Tuples.of(
                (Object) subject.stream().map(one -> Buffer.buffer(one.bytes())).toArray(Buffer[]::new));
    }

    /** Empty where nobody is known. */
    static Buffer subject(Fact fact) {
        var subject = fact.subject();
        return subject == null ? Buffer.buffer() : Buffer.buffer(subject.bytes());
    }
}
