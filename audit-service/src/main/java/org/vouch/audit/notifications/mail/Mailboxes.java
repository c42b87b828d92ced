package org.vouch.audit.notifications.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.vouch.audit.notifications.Mailbox;
import org.vouch.audit.notifications.NotificationConfig;

/** The recipients as configured, if there are any. */
@ApplicationScoped
class Mailboxes {
    /** Five of them, which are taken at once, are over before their lease is. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Produces
    @Singleton
    Optional<Mailbox> mailbox(NotificationConfig config, ReactiveMailer mailer) {
        return config.mail().map(one -> mailbox(one, mailer, PATIENCE));
    }

    /** Gives a mail server that says nothing so much time and no more. */
    static Mailbox mailbox(NotificationConfig.Mail config, ReactiveMailer mailer, Duration patience) {
        return (title, text) -> mailer.send(new Mail()
                        .setTo(config.to())
                        .setFrom(config.from())
                        .setSubject(title)
                        .setText(text))
                .await()
                .atMost(patience);
    }
}
