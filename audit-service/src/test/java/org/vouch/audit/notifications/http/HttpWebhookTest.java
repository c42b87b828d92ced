package org.vouch.audit.notifications.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.Dripping;
import org.vouch.audit.notifications.NotificationConfig;
import org.vouch.audit.testing.Sinks;

class HttpWebhookTest {
    private record At(URI url, String secret) implements NotificationConfig.Webhook {}

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.org/alerts", "http://localhost:1/", "http://127.0.0.1:1/", "http://[::1]:1/"})
    void postsOverTlsOrToThisMachine(String url) {
        assertThat(new HttpWebhook(new At(URI.create(url), Sinks.SECRET), Clock.systemUTC()))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.org/alerts", "http://localhost.example.org/", "ftp://localhost/", "/alerts"})
    void postsNowhereInTheClear(String url) {
        var config = new At(URI.create(url), Sinks.SECRET);
        assertThatThrownBy(() -> new HttpWebhook(config, Clock.systemUTC()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("vouch.notifications.webhook.url");
    }

    /** The time limit only ends a test that would never end. */
    @Test
    @Timeout(120)
    void aReceiverThatDoesNotEndItsAnswerHoldsUpNobody() throws Exception {
        try (var receiver = new Dripping("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe");
                var refusing = new Dripping("HTTP/1.1 500 No\r\nContent-Length: 1000\r\n\r\nno")) {
            new HttpWebhook(new At(receiver.address(), Sinks.SECRET), Clock.systemUTC()).post("1", "{}");
            var other = new HttpWebhook(new At(refusing.address(), Sinks.SECRET), Clock.systemUTC());
            assertThatThrownBy(() -> other.post("1", "{}")).hasMessageContaining("500");
        }
    }
}
