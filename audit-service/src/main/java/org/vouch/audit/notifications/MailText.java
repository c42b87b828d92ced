package org.vouch.audit.notifications;

import java.net.URI;
import java.util.UUID;
import org.vouch.audit.notifications.Notices.Mail;

/** What a mail says: where to look, and nothing about anybody; it may lie in many places for long. */
final class MailText {
    private MailText() {}

    static String title(Mail mail) {
        return "Vouch: " + alerts(mail) + " of incident "
                + mail.incident().toString().substring(0, 8);
    }

    static String text(Mail mail, URI links) {
        return """
                %s of one incident: %s

                %s

                Further ones of this incident are gathered. What it is about is told only to auditors who sign in.
                """
                .formatted(
                        alerts(mail), String.join(", ", mail.rules()), link(links, "/v1/incidents/", mail.incident()));
    }

    static String link(URI links, String path, UUID id) {
        return links.toString().replaceAll("/$", "") + path + id;
    }

    private static String alerts(Mail mail) {
        return mail.alerts() == 1 ? "1 alert" : mail.alerts() + " alerts";
    }
}
