package org.vouch.audit.notifications.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.vouch.audit.notifications.NotificationConfig;
import org.vouch.audit.notifications.Webhook;
import org.vouch.audit.notifications.WebhookSecret;

/**
 * One receiver; follows no redirect, waits five seconds for its status and reads nothing of what comes behind it: a receiver
 * that never ends its answer holds up nobody.
 */
final class HttpWebhook implements Webhook {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI url;
    private final WebhookSecret secret;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** Refuses to go over a network in the clear. */
    HttpWebhook(NotificationConfig.Webhook config, Clock clock) {
        this.url = config.url();
        this.secret = WebhookSecret.parse(config.secret());
        this.clock = clock;
        if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && HERE.contains(url.getHost()))) {
            throw new IllegalStateException("vouch.notifications.webhook.url begins with https");
        }
    }

    @Override
    public void post(String id, String body) throws IOException, InterruptedException {
        var now = clock.instant();
        var request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", secret.sign(id, now, body))
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        var status = client.send(request.build(), head -> new Unread()).statusCode();
        if (status / 100 != 2) {
            throw new IOException("the receiver answers " + status);
        }
    }

    /** Whole as soon as it begins. */
    private static final class Unread implements BodySubscriber<String> {
        @Override
        public CompletionStage<String> getBody() {
            return CompletableFuture.completedFuture("");
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
