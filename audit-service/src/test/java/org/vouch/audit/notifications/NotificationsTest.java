package org.vouch.audit.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.testing.AccessFixture.JSON;
import static org.vouch.audit.testing.AlertFixture.anAlert;
import static org.vouch.audit.testing.Calls.soon;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.alerts.RaisingAlert;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Sinks;

@AuditTest
class NotificationsTest {
    @Inject
    RaisingAlert raising;

    @Inject
    Vertx vertx;

    @Inject
    DataSource database;

    @Inject
    MeterRegistry meters;

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private @Nullable HttpServer receiver;
    private final GreenMail mail =
            new GreenMail(new ServerSetup(Sinks.mailPort(), "localhost", ServerSetup.PROTOCOL_SMTP));

    private record Call(String id, String timestamp, String signature, String body) {}

    private void receive() {
        var server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    calls.add(new Call(
                            request.getHeader("webhook-id"),
                            request.getHeader("webhook-timestamp"),
                            request.getHeader("webhook-signature"),
                            body.toString()));
                    request.response()
                            .setStatusCode(refusals.getAndDecrement() > 0 ? 503 : 204)
                            .end();
                }));
        receiver = server;
        server.listen(Sinks.webhookPort())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        var server = receiver;
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().join();
        }
        mail.stop();
    }

    @Test
    void aSignedWebhookTellsOfAnAlertAndOfNobody() throws Exception {
        receive();
        var requester = UUID.randomUUID();
        var look = UUID.randomUUID();
        var alert = anAlert()
                .of("many-strangers")
                .that("suspend")
                .by(requester)
                .about(look)
                .raise(raising);
        var call = callOf(alert);
        var at = Instant.ofEpochSecond(Long.parseLong(call.timestamp()));
        assertThat(Duration.between(at, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(call.signature())
                .isEqualTo(WebhookSecret.parse(Sinks.SECRET).sign(alert.toString(), at, call.body()));
        var body = JSON.readTree(call.body());
        assertThat(namesOf(body)).containsExactly("data", "timestamp", "type");
        assertThat(body.path("type").asText()).isEqualTo("alert.raised");
        assertThat(Instant.parse(body.path("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
        var data = body.path("data");
        assertThat(namesOf(data)).containsExactly("id", "incident", "link", "rule", "severity");
        assertThat(data.path("id").asText()).isEqualTo(alert.toString());
        assertThat(data.path("rule").asText()).isEqualTo("many-strangers");
        assertThat(data.path("severity").asText()).isEqualTo("high");
        assertThat(data.path("link").asText()).isEqualTo("https://audit.example.org/v1/alerts/" + alert);
        assertThat(call.body()).doesNotContain(requester.toString()).doesNotContain(look.toString());
        soon().until(() -> count("select count(*) from webhook_call where id = '" + alert + "'") == 0);
    }

    @Test
    void aReceiverThatIsAwayGetsItLaterUnderTheSameIdAndOnceItHasAnsweredNotAgain() throws Exception {
        var early = anAlert().raise(raising);
        soon().until(() -> count("select count(*) from webhook_call where attempts > 0 and id = '" + early + "'") == 1);
        refusals.set(1);
        receive();
        var unused = callOf(early);
        soon().until(() -> count("select count(*) from webhook_call where id = '" + early + "'") == 0);
        var later = anAlert().raise(raising);
        unused = callOf(later);
        assertThat(calls.stream().filter(call -> call.id().equals(later.toString())))
                .hasSize(1);
    }

    @Test
    void whatWasTakenByAProcessThatDiedComesUpAgain() throws Exception {
        var id = UUID.randomUUID();
        execute("insert into webhook_call (id, body, attempts, next_at) values ('" + id + "', '{}', 1, now())");
        receive();
        assertThat(callOf(id).body()).isEqualTo("{}");
    }

    @Test
    void whoNeverAnswersIsGivenUpAndThatIsCounted() throws Exception {
        var before = givenUp("webhook");
        var alert = anAlert().raise(raising);
        soon().until(() -> givenUp("webhook") > before
                && count("select count(*) from webhook_call where id = '" + alert + "'") == 0);
    }

    @Test
    void theFirstAlertOfAnIncidentIsMailedAtOnceAndFurtherOnesAreGathered() throws Exception {
        mail.start();
        var first = anAlert().of("ring");
        var unused = first.raise(raising);
        var message = mailsOf(first.incident(), 1).get(0);
        assertThat(message.getSubject())
                .isEqualTo("Vouch: 1 alert of incident "
                        + first.incident().toString().substring(0, 8));
        assertThat(message.getAllRecipients()[0]).hasToString(Sinks.AUDITORS);
        assertThat(message.getFrom()[0]).hasToString("vouch@example.org");
        assertThat(text(message))
                .contains("1 alert of one incident: ring")
                .contains("https://audit.example.org/v1/incidents/" + first.incident());

        unused = anAlert().of("ring").in(first.incident()).raise(raising);
        unused = anAlert().of("many-strangers").in(first.incident()).raise(raising);
        soon().until(() -> count("select waiting from mail_notice where incident = '" + first.incident() + "'") == 2);
        var other = anAlert();
        unused = other.raise(raising);
        assertThat(mailsOf(other.incident(), 1)).hasSize(1);
        assertThat(mailsOf(first.incident(), 1)).hasSize(1);

        assertThat(count("select extract(epoch from next_at - now())::int from mail_notice where incident = '"
                        + first.incident() + "'"))
                .isBetween(14 * 60L, 15 * 60L);
        execute("update mail_notice set next_at = now() where incident = '" + first.incident() + "'");
        var gathered = mailsOf(first.incident(), 2).stream()
                .filter(one -> text(one).startsWith("2 alerts"))
                .findFirst()
                .orElseThrow();
        assertThat(text(gathered)).contains("2 alerts of one incident: ring, many-strangers");
        soon().until(() -> count("select waiting from mail_notice where incident = '" + first.incident() + "'") == 0);
    }

    @Test
    void aMailServerThatIsAwayGetsItLater() throws Exception {
        var alert = anAlert();
        var unused = alert.raise(raising);
        soon().until(() ->
                count("select count(*) from mail_notice where attempts > 0 and incident = '" + alert.incident() + "'")
                        == 1);
        mail.start();
        assertThat(mailsOf(alert.incident(), 1)).hasSize(1);
    }

    @Test
    void anAlertIsNotedWithItAndADecisionIsNone() throws Exception {
        var alert = anAlert().raise(raising);
        soon().until(() -> count("select position from notified")
                >= count("select max(position) from alert_change where alert = '" + alert + "'"));
        execute("update alert set state = 'dismissed', decided_by = 'a', decided_at = now(), version = version + 1"
                + " where id = '" + alert + "'");
        soon().until(() -> count("select position from notified")
                >= count("select max(position) from alert_change where alert = '" + alert + "'"));
        assertThat(count("select waiting from mail_notice where incident = '" + alert + "'"))
                .isLessThanOrEqualTo(1);
    }

    private Call callOf(UUID alert) {
        return soon().until(
                        () -> calls.stream()
                                .filter(call -> call.id().equals(alert.toString()))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private List<MimeMessage> mailsOf(UUID incident, int atLeast) {
        return soon().until(
                        () -> Stream.of(mail.getReceivedMessages())
                                .filter(message -> text(message).contains(incident.toString()))
                                .toList(),
                        found -> found.size() >= atLeast);
    }

    private static String text(MimeMessage message) {
        try {
            return message.getContent().toString().strip();
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> namesOf(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private double givenUp(String channel) {
        return meters.counter("vouch.notifications", "channel", channel, "outcome", "given-up")
                .count();
    }

    private long count(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
