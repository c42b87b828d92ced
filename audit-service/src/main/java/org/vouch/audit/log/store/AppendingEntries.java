package org.vouch.audit.log.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.vouch.audit.log.Fact;
import org.vouch.audit.log.SealingEntries;
import org.vouch.audit.log.SubjectKey;
import org.vouch.audit.log.WrappedKeys;
import org.vouch.audit.log.WritingLeaves;
import org.vouch.log.hash.TreeHash;
import org.vouch.log.tree.Growth;
import org.vouch.log.tree.TileId;

/**
 * The sequencer: gives each fact the next index and writes entries, tiles and size in the transaction that made the facts
 * known, a few statements whatever their number. It locks the size first, so batches of all replicas come one after the
 * other and no index is left out or given twice.
 */
@ApplicationScoped
public class AppendingEntries {
    private static final String LOCK = "select entries from log_size for update";
    private static final String KEYS = "select subject, wrapped from subject_key where subject = any($1)";
    private static final String NEW_KEYS = "insert into subject_key (subject, wrapped)"
            + " select * from unnest($1::bytea[], $2::bytea[]) as made (subject, wrapped)"
            // A key that is not kept opens nothing again.
            + " where not exists (select from erased_subject e where e.subject = made.subject)";
    private static final String ENTRIES = "insert into log_entry (leaf_index, event_id, kind, bytes, seal, taken_at)"
            + " select *, $6::timestamptz from unnest($1::bigint[], $2::uuid[], $3::text[], $4::bytea[], $5::bytea[])";
    private static final String TILES = "insert into log_tile (level, tile_index, hashes)"
            + " select * from unnest($1::int[], $2::bigint[], $3::bytea[])"
            + " on conflict (level, tile_index) do update set hashes = excluded.hashes";
    private static final String SIZE = "update log_size set entries = $1";

    private final WrappedKeys wrappedKeys;
    private final WritingLeaves leaves;
    private final SealingEntries sealing;

    AppendingEntries(WrappedKeys wrappedKeys, WritingLeaves leaves, SealingEntries sealing) {
        this.wrappedKeys = wrappedKeys;
        this.leaves = leaves;
        this.sealing = sealing;
    }

    /** Of facts that the log does not have yet; the last thing that a transaction does, for it holds up all others. */
    public Uni<Void> append(SqlConnection transaction, List<Fact> facts, Instant now) {
        if (facts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction.query(LOCK).execute().chain(locked -> {
            var size = locked.iterator().next().getLong(0);
            return keys(transaction, facts)
                    .map(keys -> facts.stream()
                            .map(fact -> leaves.write(fact, key(keys, fact)))
                            .toList())
                    .chain(written -> write(transaction, size, facts, written, now))
                    .chain(() -> PostgresLog.blankErased(transaction, subjects(facts)));
        });
    }

    private Uni<Void> write(SqlConnection transaction, long size, List<Fact> facts, List<byte[]> written, Instant now) {
        return PostgresLog.tiles(transaction, TileId.edge(size))
                .map(edge -> Growth.of(
                        size, edge, written.stream().map(TreeHash::leaf).toList()))
                .chain(growth -> transaction
                        .preparedQuery(ENTRIES)
                        .execute(Tuples.of(
                                LongStream.range(size, growth.size()).boxed().toArray(Long[]::new),
                                facts.stream().map(Fact::id).toArray(UUID[]::new),
                                facts.stream().map(fact -> fact.kind().wire()).toArray(String[]::new),
                                written.stream().map(Buffer::buffer).toArray(Buffer[]::new),
                                seals(size, written),
                                now.atOffset(ZoneOffset.UTC)))
                        .chain(() -> tiles(transaction, growth.tiles()))
                        .chain(() -> transaction.preparedQuery(SIZE).execute(Tuples.of(growth.size()))))
                .replaceWithVoid();
    }

    private Buffer[] seals(long size, List<byte[]> written) {
        var seals = new Buffer[written.size()];
        for (var i = 0; i < seals.length; i++) {
            seals[i] = Buffer.buffer(sealing.seal(size + i, written.get(i)));
        }
        return seals;
    }

    private static Uni<Void> tiles(SqlConnection transaction, Map<TileId, byte[]> tiles) {
        var ids = List.copyOf(tiles.keySet());
        return transaction
                .preparedQuery(TILES)
                .execute(Tuples.of(
                        ids.stream().map(TileId::level).toArray(Integer[]::new),
                        ids.stream().map(TileId::index).toArray(Long[]::new),
                        ids.stream()
                                .map(id -> Buffer.buffer(tiles.getOrDefault(id, new byte[0])))
                                .toArray(Buffer[]::new)))
                .replaceWithVoid();
    }

    private static List<Buffer> subjects(List<Fact> facts) {
        return facts.stream().map(PostgresLog::subject).distinct().toList();
    }

    private Uni<Map<Buffer, SubjectKey>> keys(SqlConnection transaction, List<Fact> facts) {
        var subjects = subjects(facts);
        return transaction
                .preparedQuery(KEYS)
                .execute(Tuples.of((Object) subjects.toArray(Buffer[]::new)))
                .chain(rows -> {
                    var known = new HashMap<Buffer, SubjectKey>();
                    rows.forEach(row -> known.put(
                            row.getBuffer("subject").getDelegate(),
                            wrappedKeys.unwrap(
                                    row.getBuffer("subject").getBytes(),
                                    row.getBuffer("wrapped").getBytes())));
                    return made(transaction, subjects, known);
                });
    }

    /** Nobody else makes keys meanwhile: that takes the lock as well. */
    private Uni<Map<Buffer, SubjectKey>> made(
            SqlConnection transaction, List<Buffer> subjects, Map<Buffer, SubjectKey> known) {
        var wrapped = new LinkedHashMap<Buffer, Buffer>();
        for (var subject : subjects) {
            if (!known.containsKey(subject)) {
                var key = wrappedKeys.make(subject.getBytes());
                wrapped.put(subject, Buffer.buffer(key));
                known.put(subject, wrappedKeys.unwrap(subject.getBytes(), key));
            }
        }
        if (wrapped.isEmpty()) {
            return Uni.createFrom().item(known);
        }
        return transaction
                .preparedQuery(NEW_KEYS)
                .execute(Tuples.of(
                        new ArrayList<>(wrapped.keySet()).toArray(Buffer[]::new),
                        new ArrayList<>(wrapped.values()).toArray(Buffer[]::new)))
                .replaceWith(known);
    }

    private static SubjectKey key(Map<Buffer, SubjectKey> keys, Fact fact) {
        var key = keys.get(PostgresLog.subject(fact));
        if (key == null) {
            throw new IllegalStateException("every subject of a batch has a key");
        }
        return key;
    }
}
