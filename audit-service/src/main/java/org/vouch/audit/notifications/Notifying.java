package org.vouch.audit.notifications;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.notifications.Notices.Call;
import org.vouch.audit.notifications.Notices.Channels;
import org.vouch.audit.notifications.Notices.Mail;
import org.vouch.audit.notifications.Notices.Raised;

/**
 * Tells of alerts, each at least once: a call or mail stays in its table until somebody outside has it, and is given up only
 * after the last retry, which is counted. A crash repeats and loses none; a webhook's id is the alert's, so that its receiver
 * knows a repeat. Blocks.
 */
@ApplicationScoped
public class Notifying {
    private static final Logger LOG = Logger.getLogger(Notifying.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longer than it takes to try all that is taken at once. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** What is waited beyond the pause, at random, so that not all come back at once. */
    private static final double MOST_JITTER = 0.1;

    private final Notices notices;
    private final Optional<Webhook> webhook;
    private final Optional<Mailbox> mailbox;
    private final NotificationConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final SecureRandom random;
    private final MeterRegistry meters;

    Notifying(
            Notices notices,
            Optional<Webhook> webhook,
            Optional<Mailbox> mailbox,
            NotificationConfig config,
            ObjectMapper json,
            Clock clock,
            SecureRandom random,
            MeterRegistry meters) {
        this.notices = notices;
        this.webhook = webhook;
        this.mailbox = mailbox;
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.random = random;
        this.meters = meters;
    }

    /** Whether there is anybody to tell. */
    boolean hasSomebodyToTell() {
        return webhook.isPresent() || mailbox.isPresent();
    }

    /** Takes note of what was raised, also where nobody is told: who is told from now on is not told of the past. */
    void make() {
        var channels = new Channels(webhook.isPresent(), mailbox.isPresent());
        while (now(notices.make(channels, this::body, clock.instant())) > 0) {
            LOG.trace("noted");
        }
    }

    void call() throws InterruptedException {
        if (webhook.isEmpty()) {
            return;
        }
        for (var call : now(notices.takeCalls(clock.instant(), LEASE))) {
            call(webhook.get(), call);
        }
    }

    private void call(Webhook receiver, Call call) throws InterruptedException {
        try {
            receiver.post(call.id().toString(), call.body());
            count("webhook", "sent");
            now(notices.forget(call));
        } catch (IOException failure) {
            if (isLast(call.attempt())) {
                giveUp("webhook", call.id());
                now(notices.forget(call));
            } else {
                LOG.debugf("a webhook waits: %s", Causes.withoutMessages(failure));
                count("webhook", "failed");
                now(notices.again(call, nextAttempt(call.attempt())));
            }
        }
    }

    void mail() {
        if (mailbox.isEmpty()) {
            return;
        }
        for (var mail : now(notices.takeMails(clock.instant(), LEASE))) {
            mail(mailbox.get(), mail);
        }
    }

    private void mail(Mailbox recipients, Mail mail) {
        try {
            recipients.send(MailText.title(mail), MailText.text(mail, config.links()));
        } catch (RuntimeException failure) {
            if (isLast(mail.attempt())) {
                giveUp("mail", mail.incident());
                now(notices.sent(mail, clock.instant().plus(config.gather())));
            } else {
                LOG.debugf("a mail waits: %s", Causes.withoutMessages(failure));
                count("mail", "failed");
                now(notices.again(mail, nextAttempt(mail.attempt())));
            }
            return;
        }
        count("mail", "sent");
        now(notices.sent(mail, clock.instant().plus(config.gather())));
    }

    private void giveUp(String channel, UUID what) {
        count(channel, "given-up");
        LOG.errorf("nobody could be told by %s of %s; it is given up", channel, what);
    }

    private boolean isLast(int attempt) {
        return attempt > config.retries().size();
    }

    private Instant nextAttempt(int attempt) {
        var pause = config.retries().get(attempt - 1).toMillis();
        return clock.instant().plusMillis((long) (pause * (1 + MOST_JITTER * random.nextDouble())));
    }

    private String body(Raised raised) {
        try {
            return json.writeValueAsString(new WebhookBody(
                    WebhookBody.RAISED,
                    raised.at(),
                    new WebhookBody.Data(
                            raised.alert(),
                            raised.rule(),
                            Severity.of(raised.effect()),
                            raised.incident(),
                            MailText.link(config.links(), "/v1/alerts/", raised.alert()))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notification is always writable", e);
        }
    }

    private void count(String channel, String outcome) {
        meters.counter("vouch.notifications", "channel", channel, "outcome", outcome)
                .increment();
    }

    private static <T> T now(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
