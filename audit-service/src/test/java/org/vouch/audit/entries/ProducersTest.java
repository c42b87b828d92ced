package org.vouch.audit.entries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.soon;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.access.AccessRecorder;
import org.vouch.audit.client.access.AccessRecorder.Attempt;
import org.vouch.audit.client.access.Heartbeats;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.SentEvents;
import org.vouch.audit.testing.AccessFixture;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.TopicFixture;

/** What a producer keeps back, changes or dates wrongly is told; what merely comes late, or stops, is not for long. */
@AuditTest
class ProducersTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Inject
    TakingIn takingIn;

    @Inject
    WatchingNumbers watching;

    @Inject
    Pool pool;

    @Inject
    AccessRecorder recorder;

    @Inject
    Heartbeats heartbeats;

    private final TopicFixture topic = new TopicFixture();
    private final String producer = "heard-" + UUID.randomUUID();
    private final AccessFixture first = aLook().numbered(producer, 1).at(NOON);
    private final AccessFixture second =
            aLook().numbered(producer, 2).at(NOON.plusSeconds(1)).behind(first);
    private final AccessFixture third =
            aLook().numbered(producer, 3).at(NOON.plusSeconds(2)).behind(second);

    /** An alert as auditors have it. */
    private record Told(String rule, String state, List<UUID> records, double firstNumber) {}

    @Test
    void whatHasComeWholeIsNotSpokenOf() {
        takeLooks(first, third, second);
        take(topic.heartbeat(producer, 3, third, NOON.plusSeconds(10)));
        assertThat(told()).isEmpty();
        assertThat(mark()).isEqualTo(3);
    }

    @Test
    void aRecordThatWasKeptBackIsToldByTheNextHeartbeatOnceItHasComeOnEveryPartition() {
        takeLooks(first, third);
        var heartbeat = topic.heartbeat(producer, 3, third, NOON.plusSeconds(10));
        take(heartbeat.subList(0, 2));
        assertThat(told()).isEmpty();
        take(heartbeat.subList(2, 3));
        assertThat(told()).containsExactly(new Told("missing-numbers", "open", List.of(first.id(), third.id()), 2));
        assertThat(mark()).isEqualTo(3);
        take(topic.heartbeat(producer, 3, third, NOON.plusSeconds(20)));
        assertThat(told()).hasSize(1);
    }

    @Test
    void theLastRecordIsMissedAsWellThoughNothingComesBehindIt() {
        takeLooks(first, second);
        take(topic.heartbeat(producer, 3, third, NOON.plusSeconds(10)));
        assertThat(told()).extracting(Told::rule, Told::firstNumber).containsExactly(tuple("missing-numbers", 3.0));
        takeLooks(third);
        assertThat(told()).extracting(Told::state).containsExactly("dismissed");
    }

    /** One high number would put everything below it out of sight, without a word. */
    @Test
    void aGapThatNoHeartbeatCountsIsToldAsWellOnceItIsOld() {
        takeLooks(first, aLook().numbered(producer, Long.MAX_VALUE).at(NOON.plusSeconds(1)));
        assertThat(told()).isEmpty();
        run("update access_number set taken_at = taken_at - interval '6 minutes' where producer = '" + producer + "'");
        assertThat(told()).extracting(Told::rule, Told::firstNumber).containsExactly(tuple("missing-numbers", 2.0));
    }

    @Test
    void aProducerOfWhichNothingEverCameIsMissed() {
        take(topic.heartbeat(producer, 3, third, NOON.plusSeconds(10)));
        assertThat(told()).extracting(Told::rule).containsExactly("missing-numbers");
    }

    @Test
    void whatComesInTheEndUnchangedIsDismissedAndWhatWasChangedMeanwhileIsTold() {
        takeLooks(first, third);
        take(topic.heartbeat(producer, 3, third, NOON.plusSeconds(10)));
        assertThat(told()).extracting(Told::rule).containsExactly("missing-numbers");
        takeLooks(aLook().id(second.id()).numbered(producer, 2).at(second.at()).behind(first));
        assertThat(told())
                .extracting(Told::rule, Told::state)
                .containsExactly(tuple("broken-chain", "open"), tuple("missing-numbers", "open"));
    }

    @Test
    void aRecordThatWasChangedOnItsWayIsToldByItsSuccessor() {
        takeLooks(
                first,
                aLook().id(second.id()).numbered(producer, 2).at(second.at()).behind(first),
                third);
        assertThat(told()).containsExactly(new Told("broken-chain", "open", List.of(second.id(), third.id()), 3));
    }

    @Test
    void theLastRecordIfChangedIsToldByTheHeartbeat() {
        takeLooks(first, second, third.refused());
        take(topic.heartbeat(producer, 3, aLook().numbered(producer, 3).behind(second), NOON.plusSeconds(10)));
        assertThat(told())
                .extracting(Told::rule, Told::records)
                .containsExactly(tuple("broken-chain", List.of(third.id())));
    }

    @Test
    void aChainThatIsBegunAnewIsTold() {
        takeLooks(first, second, aLook().numbered(producer, 3).at(third.at()));
        assertThat(told()).extracting(Told::rule).containsExactly("broken-chain");
    }

    @Test
    void twoRecordsWithOneNumberAreTold() {
        var other = aLook().numbered(producer, 2).at(second.at()).behind(first);
        takeLooks(first, second);
        takeLooks(other);
        assertThat(told()).extracting(Told::rule).containsExactly("renumbered");
        assertThat(told().get(0).records()).containsExactlyInAnyOrder(second.id(), other.id());
        takeLooks(other);
        assertThat(told()).hasSize(1);
    }

    @Test
    void silenceIsToldWhileOthersAreHeardAndOverWhenTheProducerIsHeardAgain() {
        takeLooks(first);
        take(topic.heartbeat(producer, 1, first, NOON));
        othersUntil(20);
        assertThat(told()).isEmpty();
        othersUntil(21);
        assertThat(told()).extracting(Told::rule, Told::state).containsExactly(tuple("silence", "open"));
        // Killed, and started again: it goes on where it was.
        takeLooks(second);
        take(topic.heartbeat(producer, 2, second, NOON.plusSeconds(40)));
        assertThat(told()).extracting(Told::state).containsExactly("dismissed");
    }

    @Test
    void whoIsExpectedAndNeverHeardIsSilentWhileOthersAreHeard() {
        var start = NOON.plusSeconds(86_400);
        run("delete from partition_heard");
        try {
            for (var seconds = 0; seconds <= 300; seconds += 10) {
                take(topic.heartbeat("other-" + producer, 0, null, start.plusSeconds(seconds)));
            }
            assertThat(told("never-heard")).isEmpty();
            take(topic.heartbeat("other-" + producer, 0, null, start.plusSeconds(301)));
            assertThat(told("never-heard"))
                    .extracting(Told::rule, Told::state)
                    .containsExactly(tuple("silence", "open"));
        } finally {
            // The other tests are a day before.
            run("delete from partition_heard");
        }
    }

    @Test
    void silenceStandsWhereSomethingIsMissingAfterwards() {
        takeLooks(first);
        take(topic.heartbeat(producer, 1, first, NOON));
        othersUntil(30);
        assertThat(told()).extracting(Told::rule).containsExactly("silence");
        takeLooks(third);
        take(topic.heartbeat(producer, 3, third, NOON.plusSeconds(40)));
        assertThat(told())
                .extracting(Told::rule, Told::state)
                .containsExactly(tuple("missing-numbers", "open"), tuple("silence", "open"));
    }

    @Test
    void whoStopsInOrderIsNotSilentNorIsAnybodyWhileKafkaIsAway() {
        take(topic.goodbye(producer, NOON));
        othersUntil(60);
        assertThat(told()).isEmpty();

        var other = "heard-" + UUID.randomUUID();
        take(topic.heartbeat(other, 0, null, NOON.plusSeconds(60)));
        take(topic.heartbeat("somebody-" + producer, 0, null, NOON.plusSeconds(300)));
        look();
        assertThat(told(other)).isEmpty();
        take(topic.heartbeat(other, 0, null, NOON.plusSeconds(310)));
        assertThat(told(other)).isEmpty();
    }

    @Test
    void aClockThatIsAheadOrTurnedBackOrBehindForLongIsTold() {
        take(List.of(topic.look(first, NOON.minusSeconds(300)), topic.look(second.at(NOON.plusSeconds(1)), NOON)));
        assertThat(told()).isEmpty();
        var ahead = aLook().numbered("ahead-" + producer, 1).at(NOON);
        take(List.of(topic.look(ahead, NOON.minusSeconds(301))));
        assertThat(told("ahead-" + producer))
                .extracting(Told::rule, Told::records)
                .containsExactly(tuple("clock", List.of(ahead.id())));

        var back = aLook().numbered(producer, 3).at(NOON.minusSeconds(300)).behind(second);
        take(List.of(topic.look(back, NOON.plusSeconds(3))));
        assertThat(told()).extracting(Told::rule).containsExactly("clock");

        // What waited for Kafka comes late too, but all at once.
        var behind = "behind-" + producer;
        for (var seconds : List.of(0, 1, 59)) {
            late(behind, seconds);
            assertThat(told(behind)).isEmpty();
        }
        late(behind, 61);
        assertThat(told(behind)).extracting(Told::rule).containsExactly("clock");
    }

    @Test
    void anHourWhoseActsAreAllOnRecordIsNotSpokenOf() {
        takeLooks(first.spending("a-" + producer), second.behind(first).spending("b-" + producer));
        take(List.of(topic.acts(producer, NOON, 0, 2, 2, "b-" + producer)));
        assertThat(told()).isEmpty();
        take(List.of(topic.acts(producer, NOON, 1, 2, 2, "a-" + producer)));
        assertThat(told()).isEmpty();
    }

    @Test
    void anActThatNoRecordStandsForIsToldOnceEveryRecordOfItsHourIsHere() {
        takeLooks(first.spending("a-" + producer));
        take(List.of(topic.acts(producer, NOON, 0, 1, 2, "a-" + producer, "b-" + producer)));
        assertThat(told()).isEmpty();
        takeLooks(second.behind(first));
        assertThat(told()).extracting(Told::rule).containsExactly("not-recorded");
    }

    @Test
    void aRecordOfWhichTheServicesOwnTableKnowsNothingIsTold() {
        var late = second.at(NOON.plusSeconds(61)).behind(first).spending("b-" + producer);
        takeLooks(first, late);
        take(List.of(topic.acts(producer, NOON, 0, 1, 2)));
        assertThat(told()).extracting(Told::rule, Told::records).containsExactly(tuple("not-done", List.of(late.id())));
    }

    @Test
    void anActAtTheEndOfAnHourMayBeOnRecordInTheNext() {
        var next = NOON.plusSeconds(3600);
        takeLooks(
                first.spending("a-" + producer),
                second.at(next.plusSeconds(1)).behind(first).spending("b-" + producer));
        take(List.of(topic.acts(producer, NOON, 0, 1, 2, "a-" + producer, "b-" + producer)));
        take(List.of(topic.acts(producer, next, 0, 1, 2)));
        assertThat(told()).isEmpty();
    }

    @Test
    void aSuspensionThatIsAnnouncedAndNoEntryIsTold() {
        var suspension = UUID.randomUUID();
        SentEvents.send(
                "audit.enforcements",
                "org.vouch.audit.RequesterSuspended.v1",
                "nobody-" + producer,
                "{\"requester\":\"nobody-" + producer + "\",\"suspension\":\"" + suspension
                        + "\",\"until\":\"2020-01-01T00:00:00Z\"}");
        soon().until(() -> {
            look();
            return number("select count(*) from alert a join producer_finding f on f.rule = a.rule"
                            + " and f.producer = a.requester where a.rule = 'not-recorded' and f.told and f.episode like '%"
                            + suspension + "'")
                    > 0;
        });
    }

    /** With a real outbox, a real Kafka and a database administrator who deletes a row of ten. */
    @Test
    void aRowThatIsDeletedFromTheOutboxIsToldByTheNextHeartbeat() {
        var suppressed = UUID.randomUUID();
        run("create function swallow() returns trigger language plpgsql as $$ begin return null; end $$");
        run("create trigger swallow before insert on outbox for each row when (new.payload like '%" + suppressed
                + "%') execute function swallow()");
        try {
            for (var i = 0; i < 10; i++) {
                recorder.record(Attempt.granted(
                                new Caller("north-gate", CallerKind.CHECKPOINT, "North Gate", null),
                                "proxy-lookup",
                                Circumstances.about(i == 4 ? suppressed : UUID.randomUUID())))
                        .await()
                        .atMost(Patience.LONG);
            }
        } finally {
            run("drop trigger swallow on outbox");
            run("drop function swallow");
        }
        heartbeats.beat().await().atMost(Patience.LONG);
        soon().until(() ->
                told("audit-service").stream().anyMatch(one -> one.rule().equals("missing-numbers")));
    }

    private void late(String who, int seconds) {
        var logTime = NOON.plusSeconds(seconds);
        take(topic.heartbeat(who, 0, null, logTime.minusSeconds(301), logTime, false));
    }

    private void othersUntil(int seconds) {
        for (var at = 0; at < seconds; at += 10) {
            take(topic.heartbeat("other-" + producer, 0, null, NOON.plusSeconds(at)));
        }
        take(topic.heartbeat("other-" + producer, 0, null, NOON.plusSeconds(seconds)));
    }

    private void takeLooks(AccessFixture... looks) {
        for (var look : looks) {
            take(List.of(topic.look(look, look.at().plusSeconds(5))));
        }
    }

    private void take(List<ConsumerRecord<String, String>> records) {
        takingIn.takeIn(records).await().atMost(Patience.LONG);
    }

    private void look() {
        try {
            watching.lookOnce();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private List<Told> told() {
        return told(producer);
    }

    private List<Told> told(String by) {
        look();
        var found = new ArrayList<Told>();
        var rows = pool.preparedQuery("select rule, state, records, coalesce(measures[array_position(measured,"
                        + " 'firstNumber')], 0) from alert where requester = $1 order by rule")
                .execute(Tuple.of(by))
                .await()
                .atMost(Patience.LONG);
        StreamSupport.stream(rows.spliterator(), false)
                .forEach(row -> found.add(new Told(
                        row.getString(0), row.getString(1), List.of(row.getArrayOfUUIDs(2)), row.getDouble(3))));
        return found;
    }

    private long number(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getLong(0);
    }

    private long mark() {
        return pool.preparedQuery("select contiguous_to from producer_mark where producer = $1")
                .execute(Tuple.of(producer))
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getLong(0);
    }

    private void run(String sql) {
        var unused = pool.query(sql).execute().await().atMost(Patience.LONG);
    }
}
