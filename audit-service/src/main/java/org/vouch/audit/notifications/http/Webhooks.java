package org.vouch.audit.notifications.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.vouch.audit.notifications.NotificationConfig;
import org.vouch.audit.notifications.Webhook;

/** The webhook as configured, if it is. */
@ApplicationScoped
class Webhooks {
    @Produces
    @Singleton
    Optional<Webhook> webhook(NotificationConfig config, Clock clock) {
        return config.webhook().map(one -> new HttpWebhook(one, clock));
    }
}
