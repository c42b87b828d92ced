package org.vouch.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.testing.AccessFixture.JSON;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.asResident;
import static org.vouch.audit.testing.Calls.soon;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.entries.AccessEntry;
import org.vouch.audit.entries.Entries;
import org.vouch.audit.entries.Position;
import org.vouch.audit.pseudonym.Pseudonyms;
import org.vouch.audit.records.ReceivedAccess.Outcome;
import org.vouch.audit.testing.AccessFixture;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.LogProcesses;
import org.vouch.audit.testing.Topics;
import org.vouch.log.check.CheckingReceipt;
import org.vouch.log.hash.Hash;
import org.vouch.log.hash.TreeHash;
import org.vouch.log.tree.Frontier;
import org.vouch.log.tree.Proofs;
import org.vouch.log.tree.Tiles;
import org.vouch.log.tree.Tree;
import org.vouch.log.tree.Verdict;

@AuditTest
class SequencingTest {
    @Inject
    Pool pool;

    @Inject
    LogEntries log;

    @Inject
    Entries entries;

    @Inject
    Pseudonyms pseudonyms;

    private final UUID subject = UUID.randomUUID();

    @Test
    void everyLookIsOneEntryHoweverOftenItComes() {
        var granted = aLook().about(subject).byClient("checkpoint", "north-gate", "North Gate");
        var refused = aLook().about(subject).refused();
        var nobody = aLook().about(null).refused();
        sent(granted, refused, granted, nobody, granted);
        var leaf = json(entry(granted.id()).bytes());
        assertThat(leaf.path("leaf").asText()).isEqualTo("vouch.log/1");
        assertThat(leaf.path("subject").asText())
                .isEqualTo(pseudonyms.ofSubject(subject).hex());
        assertThat(leaf.path("outcome").asText()).isEqualTo("granted");
        assertThat(json(entry(refused.id()).bytes()).path("outcome").asText()).isEqualTo("refused");
        assertThat(json(entry(nobody.id()).bytes()).path("subject").isNull()).isTrue();
        assertThat(number("select count(*) from log_entry where event_id = '" + granted.id() + "'"))
                .isEqualTo(1);
        assertThat(number("select max(next_offset) from log_position where topic = 'access.records'"))
                .isPositive();
        assertTheTreeIsThatOfItsEntries();
    }

    @Test
    void itsBytesNameNobody() {
        var helper = UUID.randomUUID();
        var look = aLook().by(helper).about(subject);
        sent(look);
        var text = new String(entry(look.id()).bytes(), StandardCharsets.UTF_8);
        for (var person : List.of(subject, helper)) {
            assertThat(text)
                    .doesNotContain(person.toString())
                    .doesNotContain(person.toString().replace("-", ""));
        }
        assertThat(text).doesNotContain("proxy-lookup").doesNotContain("entry\"");
    }

    @Test
    void whoeverHasTheSubjectsKeyReadsWhatWasDoneAndSeesThatItIsWhatWasLogged() {
        var look = aLook().about(subject).byClient("checkpoint", "north-gate", "North Gate");
        sent(look);
        var leaf = json(entry(look.id()).bytes());
        var opening = opened(look.id(), leaf).orElseThrow();
        assertThat(SubjectKey.commitment(opening))
                .isEqualTo(Base64.getDecoder().decode(leaf.path("commitment").asText()));
        assertThat(new String(SubjectKey.details(opening), StandardCharsets.UTF_8))
                .isEqualTo("{\"action\":\"proxy-lookup\",\"purpose\":\"entry\",\"label\":\"North Gate\"}");
    }

    @Test
    void anErasedSubjectsEntriesAreClosedForEverAndEveryProofHolds() throws Exception {
        var look = aLook().about(subject);
        sent(look, aLook(), aLook());
        var placed = entry(look.id());
        var size = now(log.size());
        var root = root(size);
        var others = UUID.randomUUID();
        var other = aLook().about(others).doing("scan");
        sent(other);
        tellErased();
        soon().until(() -> now(log.keys(pseudonyms.everyOneOfSubject(subject))).isEmpty());

        assertThat(opened(look.id(), json(placed.bytes()))).isEmpty();
        assertThat(entry(look.id()).bytes()).isEqualTo(placed.bytes());
        assertThat(root(size)).isEqualTo(root);
        var needed = Tiles.neededBy(size, tree -> tree.inclusion(placed.index()));
        var path = new Tree(size, new Tiles(now(log.tiles(needed)))).inclusion(placed.index());
        assertThat(Proofs.inclusion(TreeHash.leaf(placed.bytes()), placed.index(), size, path, root))
                .isEqualTo(new Verdict.Holds());

        var later = aLook().about(subject);
        sent(later);
        assertThat(opened(later.id(), json(entry(later.id()).bytes()))).isEmpty();
        assertThat(opened(look.id(), json(placed.bytes()))).isEmpty();
        assertThat(shown(subject)).containsExactly("erased", "erased");
        assertThat(shown(others)).containsExactly("scan");
        var receipt = soon().until(
                        () -> asResident(subject)
                                .get("/v1/accesses/" + look.id() + "/receipt")
                                .asString(),
                        text -> text.startsWith("c2sp.org/tlog-proof@v1\n"));
        assertThat(CheckingReceipt.check(receipt, LogProcesses.trust())).isNotNull();
    }

    private void tellErased() {
        try (var topics = new Topics()) {
            topics.send(new ProducerRecord<>(
                    "identity.persons",
                    null,
                    null,
                    subject.toString(),
                    "{\"person\":\"" + subject + "\",\"at\":\"2026-11-22T03:04:05.006Z\"}",
                    AccessFixture.headers(UUID.randomUUID(), "org.vouch.identity.PersonErased.v1", Instant.now())));
        }
    }

    private static List<String> shown(UUID person) {
        return asResident(person).get("/v1/accesses").jsonPath().getList("items.action");
    }

    /** Whoever erases themselves at identity-service is erased here as well, without anybody's doing. */
    @Test
    void whatIdentityServiceTellsErases() throws IOException {
        var look = aLook().about(subject);
        sent(look);
        var leaf = json(entry(look.id()).bytes());
        assertThat(opened(look.id(), leaf)).isPresent();
        var example = Files.readString(
                Path.of("../identity-service/src/main/resources/contract/person-erased.v1.example.json"));
        var payload = example.replace(
                json(example.getBytes(StandardCharsets.UTF_8)).path("person").asText(), subject.toString());
        try (var topics = new Topics()) {
            topics.send(new ProducerRecord<>(
                    "identity.persons",
                    null,
                    null,
                    subject.toString(),
                    payload,
                    AccessFixture.headers(UUID.randomUUID(), "org.vouch.identity.PersonErased.v1", Instant.now())));
        }
        soon().until(() -> opened(look.id(), leaf).isEmpty());
    }

    @Test
    void suspensionsAndWhatBecomesOfThemAreEntriesAndTheirReasonsAreSealed() {
        var pseudonym = pseudonyms.ofRequester("of-" + subject).hex();
        var id = UUID.randomUUID();
        var entries = "select count(*) from log_entry where kind = 'suspension' and convert_from(bytes, 'UTF8') like '%"
                + id + "%' and convert_from(bytes, 'UTF8') like '%" + pseudonym + "%'";
        run(
                "insert into suspension (id, requester, pseudonym, kind, reason, scope, since, suspended_by, version) values ('"
                        + id + "', 'nobody', '" + pseudonym
                        + "', 'lab', 'because of Zhang', 'everything', '2021-01-01T00:00:00Z', 'auditor-1', 0)");
        try {
            soon().until(() -> number(entries) == 1);
            run("update suspension set lifted_by = 'auditor-2' where id = '" + id + "'");
            soon().until(() -> number(entries) == 2);
            assertThat(number(entries + " and convert_from(bytes, 'UTF8') like '%\"liftedBy\":\"auditor-2\"%'"))
                    .isEqualTo(1);
            assertThat(number(entries + " and convert_from(bytes, 'UTF8') like '%Zhang%'"))
                    .isZero();
        } finally {
            run("delete from suspension where id = '" + id + "'");
        }
        assertThat(number("select count(*) from log_pending")).isZero();
    }

    /** Whoever has the database would keep every alert and suspension out of the log with one such row. */
    @Test
    void whatIsNoFactAmongThoseThatWaitIsSetAsideToldAndHoldsUpNothing() {
        var entry = "select event_id from log_entry where leaf_index = 0";
        sent(aLook().about(subject));
        var before = number("select count(*) from log_pending_set_aside");
        run("insert into log_pending (kind, open, details) values ('nonsense', '{}', '{}'), ('access', '{}', '{}'),"
                + " ('suspension', '1', '{}'), ('suspension', '{}', 'null'),"
                + " ('suspension', '{\"kind\":\"access\",\"subject\":null}', '{}'),"
                + " ('alert', '{}', json_build_object('note', repeat('x', 70000)))");
        run("insert into log_pending (kind, at, open, details) values ('alert', 'infinity', '{}', '{}')");
        run("insert into log_pending (id, kind, open, details) values ((" + entry + "), 'alert', '{}', '{}')");
        var mark = UUID.randomUUID();
        run("insert into log_pending (kind, open, details) values ('alert', json_build_object('alert', '" + mark
                + "'), '{}')");
        soon().until(() -> number("select count(*) from log_entry where kind = 'alert' and convert_from(bytes, 'UTF8')"
                        + " like '%" + mark + "%'")
                == 1);
        assertThat(number("select count(*) from log_pending_set_aside") - before)
                .isEqualTo(8);
        soon().until(() -> number("select count(*) from alert where rule = 'no-fact'") > 0);
        assertTheTreeIsThatOfItsEntries();
    }

    /** The ids of policies, keys and old records are no secret: one record with such an id would be the last that is taken in. */
    @Test
    void aLookWithTheIdOfAnotherFactIsNoEntryAndHoldsUpNothing() {
        var taken = UUID.randomUUID();
        run("insert into log_pending (id, kind, open, details) values ('" + taken + "', 'policy', '{}', '{}')");
        soon().until(() -> number("select count(*) from log_entry where event_id = '" + taken + "'") == 1);
        var requester = UUID.randomUUID();
        var behind = aLook().by(requester).about(subject);
        try (var topics = new Topics()) {
            topics.send(aLook().id(taken).by(requester).about(subject));
        }
        sent(behind);
        assertThat(number("select count(*) from log_entry where event_id = '" + taken + "' and kind = 'access'"))
                .isZero();
        assertThat(number("select count(*) from access_entry where id = '" + taken + "'"))
                .isZero();
    }

    @Test
    void batchesThatComeAtOnceStandOneBehindTheOther() {
        var before = now(log.size());
        var batches = IntStream.range(0, 12)
                .mapToObj(batch -> entries.add(
                        IntStream.range(0, 40)
                                .mapToObj(i -> numbered(UUID.randomUUID(), 40L * batch + i + 1))
                                .toList(),
                        List.of(),
                        List.of(new Position("elsewhere", batch % 3, batch)),
                        Instant.now()))
                .toList();
        assertThat(now(Uni.join().all(batches).andFailFast())).hasSize(12);
        assertThat(now(log.size())).isGreaterThanOrEqualTo(before + 12 * 40);
        assertThat(number("select max(next_offset) from log_position where topic = 'elsewhere'"))
                .isEqualTo(11);
        assertTheTreeIsThatOfItsEntries();
    }

    /** Of what is there at some instant: other tests' looks may still come in. */
    private void assertTheTreeIsThatOfItsEntries() {
        var size = now(log.size());
        var frontier = Frontier.EMPTY;
        var leaves = new ArrayList<Hash>();
        now(log.from(0, size.intValue())).forEach(bytes -> leaves.add(TreeHash.leaf(bytes)));
        assertThat(leaves).hasSize(size.intValue());
        frontier = frontier.with(leaves);
        assertThat(root(size)).isEqualTo(frontier.root());
    }

    private Hash root(long size) {
        return new Tree(size, new Tiles(now(log.tiles(Tiles.neededBy(size, Tree::root))))).root();
    }

    private void sent(AccessFixture... looks) {
        try (var topics = new Topics()) {
            topics.send(looks);
        }
        for (var look : looks) {
            var unused = entry(look.id());
        }
    }

    private LogEntries.Placed entry(UUID event) {
        return soon().until(() -> now(log.ofEvent(event)), found -> found.isPresent())
                .orElseThrow();
    }

    private java.util.Optional<byte[]> opened(UUID event, JsonNode leaf) {
        var sealed = Base64.getDecoder().decode(leaf.path("sealed").asText());
        return now(log.keys(pseudonyms.everyOneOfSubject(subject))).stream()
                .flatMap(key -> key.open(event, sealed).stream())
                .findFirst();
    }

    private AccessEntry.Numbered numbered(UUID id, long sequence) {
        return new AccessEntry.Numbered(
                new AccessEntry(
                        id,
                        Instant.parse("2026-11-22T08:00:00Z"),
                        pseudonyms.ofSubject(id),
                        pseudonyms.ofRequester("x"),
                        CallerKind.RESIDENT,
                        null,
                        "proxy-lookup",
                        "entry",
                        Outcome.GRANTED),
                "sequencing-test",
                sequence,
                new AccessEntry.Link(new byte[32], null, null),
                null);
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T now(Uni<T> work) {
        return work.await().atMost(Patience.LONG);
    }

    private void run(String sql) {
        var unused = now(pool.query(sql).execute());
    }

    private long number(String sql) {
        return now(pool.query(sql).execute()).iterator().next().getLong(0);
    }
}
