package org.vouch.audit.notifications.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.vouch.audit.notifications.Mailbox;
import org.vouch.audit.notifications.NotificationConfig;

/** The recipients as configured, if there are any. */
@ApplicationScoped
class Mailboxes {
    @Produces
    @Singleton
    Optional<Mailbox> mailbox(NotificationConfig config, Mailer mailer) {
        return config.mail()
                .map(one -> (title, text) -> mailer.send(new Mail()
                        .setTo(one.to())
                        .setFrom(one.from())
                        .setSubject(title)
                        .setText(text)));
    }
}
