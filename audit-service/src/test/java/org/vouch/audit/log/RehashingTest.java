package org.vouch.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.soon;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;
import org.vouch.log.hash.TreeHash;
import org.vouch.log.tree.Growth;
import org.vouch.log.tree.TileId;

/** What somebody who has the whole database, and none of the keys, can do to the log: nothing unseen. */
@AuditTest
class RehashingTest {
    private static final int EDITS = Integer.getInteger("vouch.log.edits", 200);
    private static final List<String> TABLES = List.of("log_entry", "log_tile", "log_checkpoint", "access_entry");

    @Inject
    Pool pool;

    @Inject
    LogEntries entries;

    @Inject
    Checkpoints checkpoints;

    @Inject
    Rehashing rehashing;

    private final Random random = new Random(20_261_122);
    private long size;

    /** How many of the entries are looks: alerts and suspensions of other tests are entries too, and shown elsewhere. */
    private int shown;

    /** Undoes itself when it is run a second time, or has an undoing of its own. */
    private record Edit(String what, List<String> statements, List<String> undoing) {
        static Edit twice(String what, String statement) {
            return new Edit(what, List.of(statement), List.of(statement));
        }

        /** Takes rows away, and puts them back. */
        static Edit away(String what, String table, String where) {
            return new Edit(
                    what,
                    List.of("with gone as (delete from " + table + " where " + where + " returning *) insert into kept_"
                            + table + " select * from gone"),
                    List.of("with back as (delete from kept_" + table + " returning *) insert into " + table
                            + " select * from back"));
        }
    }

    @BeforeEach
    void fill() {
        TABLES.forEach(table -> run("create table kept_" + table + " (like " + table + ")"));
        try (var topics = new Topics()) {
            for (var i = 0; i < 300; i++) {
                topics.send(aLook().about(i % 7 == 0 ? null : UUID.randomUUID()));
            }
        }
        soon().until(() -> now(entries.size()) >= 300
                && now(checkpoints.latest()).orElseThrow().size() == now(entries.size()));
        size = now(entries.size());
        shown = now(pool.query("select count(*) from log_entry join access_entry on id = event_id")
                        .execute())
                .iterator()
                .next()
                .getInteger(0);
    }

    @AfterEach
    void putAway() {
        TABLES.forEach(table -> run("drop table kept_" + table));
    }

    @Test
    void everyEditIsFoundByTheNextPassAndOnlyEdits() {
        assertThat(rehashing.pass()).isEmpty();
        for (var i = 0; i < EDITS; i++) {
            var edit = edit();
            edit.statements().forEach(this::run);
            var found = rehashing.pass();
            edit.undoing().forEach(this::run);
            assertThat(found).as(edit.what()).isPresent();
        }
        assertThat(rehashing.pass()).isEmpty();
    }

    /** No byte that is hashed is touched: the entry is said to be no look, and the look is taken from what its subject sees. */
    @Test
    void aLookThatIsHiddenFromItsSubjectIsFoundWhateverTheRowsSay() {
        var id = now(pool.query("select event_id from log_entry join access_entry on id = event_id limit 1")
                        .execute())
                .iterator()
                .next()
                .getUUID(0);
        run("update log_entry set kind = 'alert' where event_id = '" + id + "'");
        var away = Edit.away("a look that is not shown", "access_entry", "id = '" + id + "'");
        away.statements().forEach(this::run);
        var found = rehashing.pass();
        away.undoing().forEach(this::run);
        run("update log_entry set kind = 'access' where event_id = '" + id + "'");
        assertThat(found).isPresent();
        assertThat(rehashing.pass()).isEmpty();
    }

    /** Entries changed, and every tile made anew so that all fits together: the signatures do not. */
    @Test
    void aTreeThatWasComputedAnewIsFound() {
        var before = now(entries.from(0, (int) size));
        var tiles = tiles(before);
        var index = random.nextInt((int) size);
        var flip = flip("log_entry", "bytes", "leaf_index = " + index, 90);
        run(flip);
        store(tiles(now(entries.from(0, (int) size))));
        var found = rehashing.pass();
        run(flip);
        store(tiles);
        assertThat(found).isPresent();
        assertThat(rehashing.pass()).isEmpty();
    }

    /** Bytes that nothing can read, with tiles that fit them: no reason to find nothing. */
    @Test
    void anEntryThatCannotBeReadIsFoundToo() {
        var before = now(entries.from(0, (int) size));
        var tiles = tiles(before);
        var flip = flip("log_entry", "bytes", "leaf_index = 0", 0);
        run(flip);
        store(tiles(now(entries.from(0, (int) size))));
        var found = rehashing.pass();
        run(flip);
        store(tiles);
        run("create table kept_note as select note from log_checkpoint");
        run("update log_checkpoint set note = 'x'");
        var unreadable = rehashing.pass();
        run("update log_checkpoint set note = (select note from kept_note)");
        run("drop table kept_note");
        assertThat(found).isPresent();
        assertThat(unreadable).isPresent();
    }

    /** Before the first checkpoint over them: a signer would sign them as they are then. */
    @Test
    void editsOfWhatNobodyHasSignedYetAreFoundToo() {
        var publishing = now(pool.getConnection());
        var unused = now(publishing
                .query("begin; lock table log_pending in access exclusive mode")
                .execute());
        try (var topics = new Topics()) {
            for (var i = 0; i < 20; i++) {
                topics.send(aLook());
            }
            soon().until(() -> now(entries.size()) >= size + 20);
            assertThat(now(checkpoints.latest()).orElseThrow().size()).isLessThanOrEqualTo(size);
            assertThat(rehashing.pass()).isEmpty();
            for (var edit : unsignedEdits((int) size, (int) size + 20)) {
                edit.statements().forEach(this::run);
                var found = rehashing.pass();
                edit.undoing().forEach(this::run);
                assertThat(found).as(edit.what()).isPresent();
            }
            assertThat(rehashing.pass()).isEmpty();
        } finally {
            var ended = now(publishing.query("rollback").execute());
            now(publishing.close());
        }
    }

    private List<Edit> unsignedEdits(int from, int to) {
        var one = from + random.nextInt(to - from - 1);
        var both = "(a.leaf_index = %d and b.leaf_index = %d) or (a.leaf_index = %d and b.leaf_index = %d)"
                .formatted(one, one + 1, one + 1, one);
        var last = "leaf_index = " + (to - 1);
        var taken = Edit.away("the last one less", "log_entry", last);
        return List.of(
                Edit.twice("a byte", flip("log_entry", "bytes", "leaf_index = " + one, random.nextInt(200))),
                Edit.twice("a byte of a seal", flip("log_entry", "seal", "leaf_index = " + one, 20)),
                new Edit(
                        "no seal",
                        List.of(
                                "insert into kept_log_entry select * from log_entry where leaf_index = " + one,
                                "update log_entry set seal = null where leaf_index = " + one),
                        List.of("with kept as (delete from kept_log_entry returning *) update log_entry e"
                                + " set seal = kept.seal from kept where kept.leaf_index = e.leaf_index")),
                Edit.twice("two swapped", "update log_entry a set bytes = b.bytes from log_entry b where " + both),
                Edit.twice(
                        "two swapped with their seals",
                        "update log_entry a set bytes = b.bytes, seal = b.seal from log_entry b where " + both),
                Edit.away("one less", "log_entry", "leaf_index = " + one),
                new Edit(
                        "the last one less, and nobody counted it",
                        List.of(taken.statements().get(0), "update log_size set entries = entries - 1"),
                        List.of(taken.undoing().get(0), "update log_size set entries = entries + 1")));
    }

    private Edit edit() {
        var one = random.nextInt((int) size);
        var other = (one + 1 + random.nextInt((int) size - 1)) % size;
        var id = "id = (select event_id from log_entry join access_entry on id = event_id order by leaf_index offset "
                + random.nextInt(shown) + " limit 1)";
        var tile = tile();
        return switch (random.nextInt(14)) {
            case 0, 1 ->
                Edit.twice(
                        "a byte of an entry", flip("log_entry", "bytes", "leaf_index = " + one, random.nextInt(200)));
            case 2 -> Edit.away("an entry less", "log_entry", "leaf_index = " + one);
            case 3 ->
                Edit.twice(
                        "two entries swapped",
                        "update log_entry a set bytes = b.bytes from log_entry b where (a.leaf_index = %d and b.leaf_index = %d)"
                                        .formatted(one, other)
                                + " or (a.leaf_index = %d and b.leaf_index = %d)".formatted(other, one));
            case 4 -> Edit.twice("a byte of a tile", flip("log_tile", "hashes", tile, random.nextInt(32)));
            case 5 -> Edit.away("a tile less", "log_tile", tile);
            case 6 -> Edit.away("the tail cut off", "log_entry", "leaf_index >= " + Math.max(one, size - 20));
            case 7 ->
                Edit.twice(
                        "an outcome that is shown otherwise",
                        "update access_entry set outcome = case outcome when 'granted' then 'refused' else 'granted' end where "
                                + id);
            case 8 -> hiddenAsAnother(one, "kind = case kind when 'alert' then 'access' else 'alert' end");
            case 9 -> hiddenAsAnother(one, "event_id = gen_random_uuid()");
            case 10 -> inOtherWords("action", id);
            case 11 -> inOtherWords("requester_label", id);
            case 12 -> Edit.away("a look that is not shown", "access_entry", id);
            default ->
                Edit.twice(
                        "another requester than was logged", flip("access_entry", "requester", id, random.nextInt(16)));
        };
    }

    /** The columns beside the bytes are not hashed: what they say must be found out all the same. */
    private static Edit hiddenAsAnother(long index, String change) {
        var where = " where leaf_index = " + index;
        return new Edit(
                "what an entry is called",
                List.of("update log_entry set " + change + where),
                List.of("update log_entry set kind = convert_from(bytes, 'UTF8')::jsonb ->> 'kind',"
                        + " event_id = (convert_from(bytes, 'UTF8')::jsonb ->> 'id')::uuid" + where));
    }

    private static Edit inOtherWords(String column, String id) {
        return new Edit(
                "a look in other words than were sealed",
                List.of(
                        "insert into kept_access_entry select * from access_entry where " + id,
                        "update access_entry set " + column + " = 'other' where " + id),
                List.of(
                        "update access_entry a set action = k.action, requester_label = k.requester_label"
                                + " from kept_access_entry k where k.id = a.id",
                        "delete from kept_access_entry"));
    }

    private String tile() {
        var tile = random.nextBoolean() ? new TileId(0, random.nextInt((int) (size / 256))) : new TileId(1, 0);
        return "level = " + tile.level() + " and tile_index = " + tile.index();
    }

    private static String flip(String table, String column, String where, int at) {
        return "update %s set %s = set_byte(%s, %d, get_byte(%s, %d) # 1) where %s"
                .formatted(table, column, column, at, column, at, where);
    }

    private static Map<TileId, byte[]> tiles(List<byte[]> entries) {
        return new HashMap<>(
                Growth.of(0, Map.of(), entries.stream().map(TreeHash::leaf).toList())
                        .tiles());
    }

    private void store(Map<TileId, byte[]> tiles) {
        tiles.forEach((tile, hashes) -> {
            var unused = now(pool.preparedQuery("update log_tile set hashes = $3 where level = $1 and tile_index = $2")
                    .execute(Tuple.of(tile.level(), tile.index(), Buffer.buffer(hashes))));
        });
    }

    private void run(String sql) {
        var unused = now(pool.query(sql).execute());
    }

    private static <T> T now(Uni<T> work) {
        return work.await().atMost(Patience.LONG);
    }
}
