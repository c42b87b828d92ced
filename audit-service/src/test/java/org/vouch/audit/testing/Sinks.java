package org.vouch.audit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where notifications go in tests: ports at which nobody listens but the test of notifications. */
public final class Sinks {
    /** 32 bytes that are nobody's secret. */
    public static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    public static final String AUDITORS = "auditors@example.org";

    private static final String WEBHOOK_URL = "vouch.notifications.webhook.url";
    private static final String MAIL_PORT = "quarkus.mailer.port";

    private Sinks() {}

    static Map<String, String> settings() {
        return Map.of(
                WEBHOOK_URL,
                "http://localhost:" + freePort() + "/alerts",
                "vouch.notifications.webhook.secret",
                SECRET,
                "vouch.notifications.links",
                "https://audit.example.org/",
                "vouch.notifications.retries",
                "100ms,100ms,100ms,100ms,100ms,100ms",
                "vouch.notifications.mail.to",
                AUDITORS,
                "vouch.notifications.mail.from",
                "vouch@example.org",
                "quarkus.mailer.mock",
                "false",
                "quarkus.mailer.host",
                "localhost",
                MAIL_PORT,
                Integer.toString(freePort()));
    }

    public static int webhookPort() {
        return ConfigProvider.getConfig()
                .getValue(WEBHOOK_URL, java.net.URI.class)
                .getPort();
    }

    public static int mailPort() {
        return ConfigProvider.getConfig().getValue(MAIL_PORT, Integer.class);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
