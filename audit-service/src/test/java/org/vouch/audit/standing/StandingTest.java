package org.vouch.audit.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.asAuditor;
import static org.vouch.audit.testing.Calls.soon;

import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.suspension.Shields;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.SentEvents;
import org.vouch.audit.detection.ThresholdsHeard;
import org.vouch.audit.producers.Producers;
import org.vouch.audit.pseudonym.Pseudonyms;
import org.vouch.audit.testing.AccessFixture;
import org.vouch.audit.testing.AuditKeys;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;

/** Whoever has the database, or Kafka, takes back what auditors and rules have decided: for seconds, and not unseen. */
@AuditTest
class StandingTest {
    private static final String REINSTATED = "org.vouch.audit.RequesterReinstated.v1";
    private static final String SUSPENDED = "org.vouch.audit.RequesterSuspended.v1";

    @Inject
    StandingEntries entries;

    @Inject
    Suspensions suspensions;

    @Inject
    Shields shields;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    Producers producers;

    @Inject
    AnnouncingAgain announcing;

    @Inject
    ThresholdsHeard heard;

    @Inject
    Pool pool;

    @ConfigProperty(name = "vouch.pseudonyms.keyset")
    Path keyset;

    private final String gate = "gate-" + UUID.randomUUID();
    private ComparingStanding comparing;
    private Instant now = Instant.now();

    @BeforeEach
    void start() {
        comparing = new ComparingStanding(entries, suspensions, shields, pseudonyms, producers, announcing, heard);
    }

    @Test
    void aSuspensionThatSomebodyElseTookBackIsToldAndInForceAgain() {
        var suspension = suspended();
        lasting();
        assertThat(told("not-obeyed", "suspension " + suspension)).isZero();

        SentEvents.send(Suspensions.TOPIC, REINSTATED, gate, "{\"requester\":\"" + gate + "\"}");
        soon().until(() -> !suspensions.suspended(gate));
        compare();
        assertThat(told("not-obeyed", "suspension " + suspension)).isZero();
        lasting();
        assertThat(told("not-obeyed", "suspension " + suspension)).isEqualTo(1);
        soon().until(() -> suspensions.suspended(gate));
    }

    @Test
    void oneThatSomebodyElseMadeShorterToo() {
        var suspension = suspended();
        SentEvents.send(
                Suspensions.TOPIC,
                SUSPENDED,
                gate,
                "{\"requester\":\"" + gate + "\",\"suspension\":\"" + suspension
                        + "\",\"scope\":\"everything\",\"until\":\""
                        + Instant.now().plusSeconds(3600) + "\"}");
        soon().until(() -> until().isBefore(Instant.now().plusSeconds(7200)));
        lasting();
        assertThat(told("not-obeyed", "suspension " + suspension)).isEqualTo(1);
        soon().until(() -> until().isAfter(Instant.now().plusSeconds(7200)));
    }

    /** Or after each new key every suspension that is in force would be told, and announced again and again. */
    @Test
    void oneThatWasLoggedUnderAnOlderKeyOfThePseudonymsIsObeyed() {
        var suspension = suspended();
        comparing = new ComparingStanding(
                entries, suspensions, shields, AuditKeys.rotated(keyset), producers, announcing, heard);
        lasting();
        assertThat(told("not-obeyed", "suspension " + suspension)).isZero();
    }

    /** It is obeyed whatever its id is: an id that is none must not keep it from being told. */
    @Test
    void aSuspensionThatStandsNowhereInTheLogIsTold() {
        SentEvents.send(
                Suspensions.TOPIC, SUSPENDED, gate, "{\"requester\":\"" + gate + "\",\"suspension\":\"no id\"}");
        soon().until(() -> suspensions.suspended(gate));
        lasting();
        assertThat(told(
                        "not-recorded",
                        "suspended " + pseudonyms.ofRequester(gate).hex()))
                .isEqualTo(1);
        SentEvents.send(Suspensions.TOPIC, REINSTATED, gate, "{\"requester\":\"" + gate + "\"}");
        soon().until(() -> !suspensions.suspended(gate));
    }

    @Test
    void aShieldThatSomebodyElseTookAwayStandsAgain() {
        var sought = UUID.randomUUID();
        try (var topics = new Topics()) {
            topics.send(Stream.generate(
                            () -> aLook().about(sought).doing("presence-check").refused())
                    .limit(6)
                    .toArray(AccessFixture[]::new));
        }
        soon().until(() -> closed(sought));
        var handle = Shields.handleOf(sought);
        var shield = text("select id::text from shield where subject = $1", handle);
        soon().until(() -> number(
                        "select count(*) from log_entry where kind = 'shield' and position($1 in"
                                + " convert_from(bytes, 'UTF8')) > 0",
                        shield)
                > 0);
        SentEvents.send(
                Suspensions.TOPIC,
                "org.vouch.audit.SubjectUnshielded.v1",
                Shields.keyOf(handle),
                "{\"subject\":\"" + handle + "\"}");
        soon().until(() -> !closed(sought));
        lasting();
        assertThat(told("not-obeyed", "shield " + shield)).isEqualTo(1);
        soon().until(() -> closed(sought));
    }

    /** The rules would let everybody through, and no auditor would know why. */
    @Test
    void thresholdsThatNobodyAgreedToAreTold() {
        var version = 1_000_001;
        SentEvents.send(
                "audit.thresholds",
                "org.vouch.audit.ThresholdsChanged.v1",
                Integer.toString(version),
                "{\"version\":" + version
                        + ",\"from\":\"2100-01-01T00:00:00Z\",\"values\":{\"many-subjects.limits.resident\":63}}");
        soon().until(() -> heard.changes().containsKey(version));
        lasting();
        assertThat(told("not-recorded", "thresholds " + version)).isEqualTo(1);
    }

    /** Its id, once its entry is in the log and this service obeys it. */
    private String suspended() {
        try (var topics = new Topics()) {
            topics.send(aLook().byClient("checkpoint", gate, "Gate"));
        }
        soon().until(() -> number("select count(*) from client_requester where id = $1", gate) == 1);
        var id = asAuditor("auditor-1")
                .contentType(ContentType.JSON)
                .body(Map.of("requester", gate, "reason", "to be seen"))
                .post("/v1/suspensions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        soon().until(() -> suspensions.suspended(gate));
        soon().until(() -> number(
                        "select count(*) from log_entry where kind = 'suspension' and position($1 in"
                                + " convert_from(bytes, 'UTF8')) > 0",
                        id)
                > 0);
        return id;
    }

    private Instant until() {
        var until = Objects.requireNonNull(suspensions.taken().get(gate)).until();
        return until == null ? Instant.MAX : until;
    }

    private boolean closed(UUID person) {
        return shields.closedTo(new Caller(UUID.randomUUID().toString(), CallerKind.RESIDENT, null, null), person);
    }

    /** Twice, fifteen seconds apart. */
    private void lasting() {
        compare();
        now = now.plus(ComparingStanding.ON_ITS_WAY);
        compare();
    }

    private void compare() {
        try {
            Void none = VertxContextSupport.subscribeAndAwait(() -> comparing.compare(now));
            assertThat(none).isNull();
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private long told(String rule, String what) {
        return first(
                "select count(*) from producer_finding where rule = $1 and episode like $2 || '%'",
                Tuple.of(rule, what), row -> row.getLong(0));
    }

    private long number(String sql, String parameter) {
        return first(sql, Tuple.of(parameter), row -> row.getLong(0));
    }

    private String text(String sql, String parameter) {
        return first(sql, Tuple.of(parameter), row -> row.getString(0));
    }

    private <T> T first(String sql, Tuple parameters, Function<Row, T> value) {
        return value.apply(pool.preparedQuery(sql)
                .execute(parameters)
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next());
    }
}
