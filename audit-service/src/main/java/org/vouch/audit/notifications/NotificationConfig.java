package org.vouch.audit.notifications;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whom alerts are told to; nobody unless configured. */
@ConfigMapping(prefix = "vouch.notifications")
public interface NotificationConfig {
    Optional<Webhook> webhook();

    Optional<Mail> mail();

    /** What links begin with: where auditors reach this service. */
    @WithDefault("http://localhost:8084")
    URI links();

    /** The pauses between attempts; who has not answered after the last one is given up, here after three days. */
    @WithDefault("5s,5m,30m,2h,5h,10h,14h,20h,24h")
    @NotEmpty
    List<Duration> retries();

    /** An incident gets one mail in such a time at most. */
    @WithDefault("15m")
    Duration gather();

    /** Where alerts are posted to, and the secret that signs them: {@code whsec_} and 24 to 64 bytes in base64. */
    interface Webhook {
        URI url();

        String secret();
    }

    /** To whom mail goes, and from whom; the server is {@code quarkus.mailer}'s. */
    interface Mail {
        @NotEmpty
        List<String> to();

        String from();
    }
}
