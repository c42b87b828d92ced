package org.vouch.testresult.tubes.healthcode;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** This service's own access token, kept until shortly before it expires. */
@ApplicationScoped
class ServiceTokens {
    private final TokenEndpoint endpoint;
    private final ServiceClientConfig config;
    private final Clock clock;
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    private record Kept(String token, Instant usedUntil) {
        @Override
        public String toString() {
            return "Kept";
        }
    }

    ServiceTokens(@RestClient TokenEndpoint endpoint, ServiceClientConfig config, Clock clock) {
        this.endpoint = endpoint;
        this.config = config;
        this.clock = clock;
    }

    /** The value of an {@code Authorization} header. */
    Uni<String> bearer() {
        var known = kept.get();
        return known != null && clock.instant().isBefore(known.usedUntil())
                ? Uni.createFrom().item("Bearer " + known.token())
                : renewed();
    }

    /** Not to be used again: it was refused. */
    void drop() {
        kept.set(null);
    }

    private Uni<String> renewed() {
        var asked = clock.instant();
        return endpoint.grant(basic(), "client_credentials").map(granted -> {
            kept.set(new Kept(
                    granted.accessToken(),
                    asked.plusSeconds(granted.expiresInSeconds()).minus(config.renewBefore())));
            return "Bearer " + granted.accessToken();
        });
    }

    private String basic() {
        var pair = config.clientId() + ":" + config.clientSecret();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
