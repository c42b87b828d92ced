package org.vouch.audit.client.caller;

import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Keeps the issuer's keys from its JWK set. While the issuer is away the last known keys stay in use, so that its
 * outage ends no session; before the first fetch no key is known and every token is refused.
 */
@ApplicationScoped
@DefaultBean
class FetchedTokenKeys implements TokenKeys {
    private static final Logger LOG = Logger.getLogger(FetchedTokenKeys.class);
    private static final Duration PAUSE_AFTER_UNKNOWN_KEY = Duration.ofSeconds(1);

    private final TokenConfig config;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService fetching = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "token-keys");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile Map<String, PublicKey> known = Map.of();

    FetchedTokenKeys(TokenConfig config) {
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (config.keysUrl().isEmpty()) {
            throw new IllegalStateException("vouch.tokens.keys-url is not set");
        }
        var every = config.keysRefresh().toMillis();
        fetching.execute(this::fetch);
        var unused =
                fetching.scheduleWithFixedDelay(this::refresh, 1_000, Math.max(1_000, every), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        fetching.shutdownNow();
    }

    @Override
    public Optional<PublicKey> key(String keyId) {
        var key = known.get(keyId);
        if (key == null && asked.compareAndSet(false, true)) {
            try {
                var unused = fetching.schedule(this::fetch, 0, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("no more key fetches: stopping");
            }
        }
        return Optional.ofNullable(key);
    }

    private void refresh() {
        fetch();
    }

    private void fetch() {
        try {
            var text = read(config.keysUrl().orElseThrow());
            var keys = new HashMap<String, PublicKey>();
            for (var key : new JsonWebKeySet(text).getJsonWebKeys()) {
                if (key instanceof PublicJsonWebKey publicKey && key.getKeyId() != null) {
                    keys.put(key.getKeyId(), publicKey.getPublicKey());
                }
            }
            known = Map.copyOf(keys);
        } catch (IOException | JoseException e) {
            LOG.warnf(
                    "the issuer's keys cannot be read (%s); %d known keys stay in use",
                    e.getClass().getSimpleName(), known.size());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            allowTheNextAsk();
        }
    }

    private void allowTheNextAsk() {
        if (!fetching.isShutdown()) {
            var unused = fetching.schedule(
                    () -> asked.set(false), PAUSE_AFTER_UNKNOWN_KEY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private String read(URI url) throws IOException, InterruptedException {
        if ("file".equals(url.getScheme())) {
            return Files.readString(Path.of(url));
        }
        var answer = http.send(
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(3)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        return answer.body();
    }
}
