package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.audit.client.testing.Patience;
import org.vouch.identity.testing.ServiceTest;

/** Of every table whose rows end: what has ended is deleted, and what has not stays. */
@ServiceTest
class ForgettingTest {
    @Inject
    Pool pool;

    @Inject
    Sweeps sweeps;

    @Inject
    Suspensions suspensions;

    /** Who was erased is forgotten only once it is known who of them is suspended. */
    @BeforeEach
    void suspensionsAreKnown() {
        await().atMost(Patience.LONG).until(suspensions::known);
    }

    private record Ending(String with, String table, String row, Duration kept) {
        Ending(String table, String row, Duration kept) {
            this("", table, row, kept);
        }
    }

    private static final String SOMEBODY = "with somebody as (insert into person"
            + " (person, document_index, row_secret, row_key, identity, enrolled_at)"
            + " select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), '', decode(repeat('00', 60), 'hex'),"
            + " decode(repeat('00', 540), 'hex'), now() returning person) ";
    private static final String HASH = "sha256(gen_random_uuid()::text::bytea)";

    static Stream<Ending> endings() {
        return Stream.of(
                new Ending(
                        "face_session",
                        "(id_hash, purpose, challenge, state, expires_at) values (" + HASH
                                + ", 'login', 'neutral', 'open', $1)",
                        Duration.ZERO),
                new Ending(
                        "seen_frame",
                        "(fingerprint, session, expires_at) values (" + HASH + ", " + HASH + ", $1)",
                        Duration.ZERO),
                new Ending(
                        SOMEBODY,
                        "refresh_family",
                        "(family, person, current_hash, profile, expires_at)" + " select gen_random_uuid(), person, "
                                + HASH + ", '', $1 from somebody",
                        Duration.ZERO),
                new Ending(
                        SOMEBODY.replace("with somebody", "with somebody_else") + SOMEBODY.replace("with", ","),
                        "delegation",
                        " select gen_random_uuid(), s.person, e.person, '{code}', $1, '', '', now()"
                                + " from somebody s, somebody_else e",
                        Duration.ZERO),
                new Ending("spent_assertion", "(id_hash, expires_at) values (" + HASH + ", $1)", Duration.ofMinutes(1)),
                new Ending(
                        "with somebody as (insert into staff (id, label, role, organisation, state, first, created_at)"
                                + " select gen_random_uuid(), 'a', 'lab', 'a', 'invited', false, now() returning id) ",
                        "staff_credential",
                        "(hash, staff, kind, expires_at) select " + HASH + ", id, 'session', $1 from somebody",
                        Duration.ZERO),
                new Ending(
                        "face_attempt",
                        "(document, failures, last_at) values (" + HASH + ", 49, $1)",
                        Duration.ofDays(1)),
                new Ending(
                        "erased_document",
                        "(person, document_index, erased_at) values (gen_random_uuid(), " + HASH + ", $1)",
                        Duration.ofDays(1)),
                new Ending("erased_person", "(person, until) values (gen_random_uuid(), $1)", Duration.ZERO),
                new Ending("attempt_pace", "(source, full_at) values (" + HASH + ", $1)", Duration.ZERO),
                new Ending(
                        "idempotent_answer",
                        "(key_hash, body_mac, state, claimed_at) values (" + HASH + ", " + HASH + ", 'running', $1)",
                        Duration.ofHours(24)),
                new Ending(
                        "inbox",
                        "(consumer, event_id, seen_at) values ('nobody', gen_random_uuid(), $1)",
                        Duration.ofDays(60)));
    }

    @TestFactory
    Stream<DynamicTest> whatHasEndedGoesAndTheRestStays() {
        return endings()
                .map(ending -> DynamicTest.dynamicTest(ending.table(), () -> {
                    var end = OffsetDateTime.now(ZoneOffset.UTC).minus(ending.kept());
                    var ended = insert(ending, end.minus(Patience.LONG));
                    var live = insert(ending, end.plus(Patience.LONG));
                    sweeps.now().await().atMost(Patience.LONG);
                    assertThat(there(ending, ended)).as("ended").isFalse();
                    assertThat(there(ending, live)).as("live").isTrue();
                }));
    }

    @Test
    void aClosedDocumentIsNotForgotten() {
        var closed = new Ending(
                "face_attempt", "(document, failures, last_at) values (" + HASH + ", 50, $1)", Patience.LONG);
        var row = insert(closed, OffsetDateTime.now(ZoneOffset.UTC).minusDays(400));
        sweeps.now().await().atMost(Patience.LONG);
        assertThat(there(closed, row)).isTrue();
    }

    /** The row as text. */
    private String insert(Ending ending, OffsetDateTime at) {
        return pool.preparedQuery(ending.with() + "insert into " + ending.table() + " as t " + ending.row()
                        + " returning t::text")
                .execute(Tuple.of(at))
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getString(0);
    }

    private boolean there(Ending ending, String row) {
        return pool.preparedQuery("select 1 from " + ending.table() + " t where t::text = $1")
                        .execute(Tuple.of(row))
                        .await()
                        .atMost(Patience.LONG)
                        .size()
                > 0;
    }
}
