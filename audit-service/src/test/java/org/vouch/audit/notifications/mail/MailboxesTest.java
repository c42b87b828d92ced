package org.vouch.audit.notifications.mail;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vouch.audit.notifications.NotificationConfig;

class MailboxesTest {
    private record Auditors(List<String> to, String from) implements NotificationConfig.Mail {}

    /** The time limit only ends a test that would never end. */
    @Test
    @Timeout(120)
    void aMailServerThatSaysNothingIsGivenUpForNow() {
        ReactiveMailer silent = mails -> Uni.createFrom().nothing();
        var mailbox = Mailboxes.mailbox(
                new Auditors(List.of("a@example.org"), "b@example.org"), silent, Duration.ofMillis(50));
        assertThatThrownBy(() -> mailbox.send("title", "text")).isInstanceOf(TimeoutException.class);
    }
}
