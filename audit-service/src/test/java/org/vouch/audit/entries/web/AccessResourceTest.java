package org.vouch.audit.entries.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.asResident;
import static org.vouch.audit.testing.Calls.soon;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.entries.Numbers;
import org.vouch.audit.testing.AccessFixture;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;

@AuditTest
class AccessResourceTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00.123456Z");

    @Inject
    Pool pool;

    @Inject
    Numbers numbers;

    private final UUID subject = UUID.randomUUID();
    private Topics topics;

    @BeforeEach
    void open() {
        topics = new Topics();
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void nobodyHasLooked() {
        asResident(subject)
                .get("/v1/accesses")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(equalTo("{\"items\":[],\"next\":null}"));
    }

    @Test
    void seesEveryLookNewestFirstRefusalsIncludedAndOnlyTheOwnOnes() {
        var first = aLook().about(subject)
                .byClient("checkpoint", "north-gate", "North Gate")
                .at(AT);
        var second = aLook().about(subject).refused().at(AT.plusSeconds(1));
        var others = aLook().at(AT.plusSeconds(2));
        topics.send(second, others, first);

        var seen =
                soon().until(() -> seenBy(subject, 2), all -> all.stream().allMatch(one -> one.get("receipt") != null));
        assertThat(seen)
                .extracting(one -> one.get("id"))
                .containsExactly(second.id().toString(), first.id().toString());
        assertThat(seen.get(1)).containsEntry("dispute", null).hasSize(8);
        assertThat(seen.get(1))
                .containsAllEntriesOf(Map.of(
                        "id", first.id().toString(),
                        "at", "2026-11-22T08:00:00.123456Z",
                        "requester", Map.of("kind", "checkpoint", "label", "North Gate"),
                        "action", "proxy-lookup",
                        "purpose", "entry",
                        "outcome", "granted",
                        "receipt", "/v1/accesses/" + first.id() + "/receipt"));
        assertThat(seen.get(0).get("outcome")).isEqualTo("refused");
    }

    @Test
    void knowsTheSameHelperAgainAndNoOtherSubjectKnowsThemByThat() {
        var helper = UUID.randomUUID();
        var other = UUID.randomUUID();
        topics.send(
                aLook().by(helper).about(subject),
                aLook().by(helper).about(subject),
                aLook().about(subject),
                aLook().by(helper).about(other));
        var labels = seenBy(subject, 3).stream().map(AccessResourceTest::label).toList();
        assertThat(labels).allMatch(label -> label.matches("Resident helper [0-9A-F]{4}"));
        assertThat(labels.stream().distinct()).hasSize(2);
        assertThat(labels).doesNotContain(label(seenBy(other, 1).get(0)));
        asResident(subject)
                .get("/v1/accesses")
                .then()
                .body(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString(helper.toString())));
    }

    @Test
    void isTakenInOnceHoweverOftenItComes() {
        var look = aLook().about(subject);
        topics.send(look, look, look, aLook().about(subject));
        assertThat(seenBy(subject, 2)).hasSize(2);
        topics.send(look, aLook().about(subject));
        assertThat(seenBy(subject, 3)).hasSize(3);
    }

    @Test
    void whatIsMalformedIsSetAsideAndHoldsUpNothing() {
        var before = count("select count(*) from record_set_aside");
        var look = aLook().about(subject);
        topics.send(new ProducerRecord<>("access.records", 0, look.key(), "{\"recordId\":", look.headers()));
        topics.send(new ProducerRecord<>("access.records", 0, null, null));
        topics.send(new ProducerRecord<>("access.records", 0, look.key(), look.payload(), look.headers()));
        assertThat(seenBy(subject, 1)).hasSize(1);
        soon().until(() -> count("select count(*) from record_set_aside") == before + 2);
    }

    @Test
    void noTableHoldsTheSubjectsIdNorAResidentRequesters() {
        var helper = UUID.randomUUID();
        topics.send(aLook().by(helper).about(subject));
        var unused = seenBy(subject, 1);
        for (var table :
                List.of("access_entry", "access_number", "client_requester", "access_day", "inbox", "subject_key")) {
            for (var person : List.of(subject, helper)) {
                assertThat(count("select count(*) from " + table + " t where t::text like '%" + person + "%' or t::text"
                                + " like '%" + person.toString().replace("-", "") + "%'"))
                        .as("%s in %s", person, table)
                        .isZero();
            }
        }
    }

    @Test
    void aLookAtNobodyKnownIsKeptAndShownToNobody() {
        var look = aLook().about(null).refused();
        topics.send(look);
        soon().until(() ->
                count("select count(*) from access_entry where id = '" + look.id() + "' and subject = ''") == 1);
    }

    @Test
    void pagesMeetWithoutGapOrRepeat() {
        var looks = new ArrayList<AccessFixture>();
        for (var i = 0; i < 7; i++) {
            // Three at the same instant: the id decides.
            looks.add(aLook().about(subject).at(AT.plusSeconds(i / 3)));
        }
        topics.send(looks.toArray(AccessFixture[]::new));
        var all = seenBy(subject, 7).stream().map(one -> one.get("id")).toList();
        var walked = new ArrayList<Object>();
        String cursor = null;
        do {
            var request = asResident(subject).queryParam("limit", 2);
            if (cursor != null) {
                request = request.queryParam("cursor", cursor);
            }
            var page =
                    request.get("/v1/accesses").then().statusCode(200).extract().jsonPath();
            walked.addAll(page.getList("items.id"));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(walked).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, -1",
        "limit, many",
        "limit, 99999999999",
        "cursor, x",
        "cursor, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "cursor, fwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "cursor, '%00'"
    })
    void aMalformedParameterIsNamed(String parameter, String value) {
        asResident(subject)
                .queryParam(parameter, value)
                .get("/v1/accesses")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:vouch:problem:malformed-request"))
                .body("violations[0].field", equalTo(parameter));
    }

    @ParameterizedTest
    @CsvSource({"1", "100"})
    void bothEndsOfTheLimitAreTaken(int limit) {
        asResident(subject)
                .queryParam("limit", limit)
                .get("/v1/accesses")
                .then()
                .statusCode(200);
    }

    @Test
    void missingNumbersAreToldAndThoseThatComeLateAreNot() {
        var producer = "counted-" + UUID.randomUUID();
        for (var number : List.of(1, 2, 5, 7)) {
            topics.send(aLook().about(subject).numbered(producer, number));
        }
        soon().atMost(Patience.LONG).until(() -> missing(producer) == 3);
        topics.send(
                aLook().about(subject).numbered(producer, 3),
                aLook().about(subject).numbered(producer, 4));
        soon().atMost(Patience.LONG).until(() -> missing(producer) == 1);
        assertThat(count("select contiguous_to from producer_mark where producer = '" + producer + "'"))
                .isEqualTo(5);
    }

    @Test
    void aNumberThatAnotherRecordHasIsNoReasonToHideALook() {
        var producer = "repeating-" + UUID.randomUUID();
        topics.send(
                aLook().about(subject).numbered(producer, 1),
                aLook().about(subject).numbered(producer, 1));
        assertThat(seenBy(subject, 2)).hasSize(2);
    }

    @Test
    void aGapThatStaysIsKeptAndCountedUntilItIsFilledOrExplained() {
        var producer = "gapped-" + UUID.randomUUID();
        for (var number : List.of(1, 2, 6, 9)) {
            topics.send(aLook().about(subject).numbered(producer, number));
        }
        seenBy(subject, 4);
        var later = Instant.now().plusSeconds(60);
        assertThat(missing(producer, Instant.now().minusSeconds(60))).isEqualTo(5);
        assertThat(mark(producer)).isEqualTo(2);

        assertThat(missing(producer, later)).isEqualTo(5);
        assertThat(mark(producer)).isEqualTo(6);
        assertThat(missing(producer, later)).isEqualTo(5);
        assertThat(mark(producer)).isEqualTo(9);

        topics.send(aLook().about(subject).numbered(producer, 4));
        seenBy(subject, 5);
        assertThat(missing(producer, later)).isEqualTo(4);

        pool.query(
                        "update record_gap set explanation = 'restored from a backup' where first_missing = 7 and producer = '"
                                + producer + "'")
                .executeAndAwait();
        assertThat(missing(producer, later)).isEqualTo(2);
        assertThat(mark(producer)).isEqualTo(9);
    }

    @Test
    void aRecordThatWasSetAsideIsNotMissing() {
        var producer = "malformed-" + UUID.randomUUID();
        var odd = aLook().about(subject).numbered(producer, 2);
        topics.send(aLook().about(subject).numbered(producer, 1));
        topics.send(new ProducerRecord<>(
                "access.records",
                null,
                odd.key(),
                odd.payload().replace("\"proxy-lookup\"", "\"" + "a".repeat(201) + "\""),
                odd.headers()));
        topics.send(aLook().about(subject).numbered(producer, 3));
        soon().until(() -> count("select count(*) from access_number where producer = '" + producer + "'") == 3);
        assertThat(missing(producer, Instant.EPOCH)).isZero();
        assertThat(mark(producer)).isEqualTo(3);
    }

    private long missing(String producer, Instant late) {
        return numbers.advance(late, Instant.now()).await().atMost(Patience.LONG).stream()
                .filter(one -> one.producer().equals(producer))
                .mapToLong(Numbers.Missing::records)
                .sum();
    }

    private long mark(String producer) {
        return count("select contiguous_to from producer_mark where producer = '" + producer + "'");
    }

    private static double missing(String producer) {
        return io.restassured.RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("vouch_audit_records_missing") && line.contains(producer))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
    }

    private static List<Map<String, Object>> seenBy(UUID person, int atLeast) {
        return soon().until(
                        () -> asResident(person)
                                .get("/v1/accesses")
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath()
                                .<Map<String, Object>>getList("items"),
                        items -> items.size() >= atLeast);
    }

    private static String label(Map<String, Object> access) {
        return AccessFixture.JSON
                .valueToTree(access)
                .path("requester")
                .path("label")
                .asText();
    }

    private long count(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getLong(0);
    }
}
