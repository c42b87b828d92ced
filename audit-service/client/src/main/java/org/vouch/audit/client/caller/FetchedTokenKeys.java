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
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jose4j.lang.JoseException;

/**
 * Keeps the issuer's keys from its JWK set. While the issuer is away the last known keys stay in use, so that its
 * outage ends no session, nor does a restart of this service meanwhile where they are kept in a file. Before any key is
 * known every token is refused.
 */
@ApplicationScoped
@DefaultBean
class FetchedTokenKeys implements TokenKeys {
    private static final Logger LOG = Logger.getLogger(FetchedTokenKeys.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
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
    private long fetchedAt;

    FetchedTokenKeys(TokenConfig config) {
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (config.keysUrl().isEmpty()) {
            throw new IllegalStateException("vouch.tokens.keys-url is not set");
        }
        config.keysKept().filter(Files::exists).ifPresent(this::takeKept);
        fetching.execute(this::fetch);
        var unused = fetching.scheduleWithFixedDelay(this::fetchIfDue, 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        fetching.shutdownNow();
    }

    @Override
    public boolean known() {
        return !known.isEmpty();
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

    /** Every second while no key is known: services start side by side, and the issuer may be the last. */
    private void fetchIfDue() {
        if (known.isEmpty()
                || System.nanoTime() - fetchedAt >= config.keysRefresh().toNanos()) {
            fetch();
        }
    }

    private void fetch() {
        fetchedAt = System.nanoTime();
        try {
            var text = read(config.keysUrl().orElseThrow());
            var keys = VerificationKeys.in(text);
            if (keys.isEmpty()) {
                throw new JoseException("a set without keys");
            }
            if (!keys.equals(known)) {
                known = keys;
                keep(text);
            }
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

    private void takeKept(Path file) {
        try {
            known = VerificationKeys.in(Files.readString(file));
        } catch (IOException | JoseException e) {
            LOG.warn("the keys kept from before cannot be read");
        }
    }

    private void keep(String text) {
        config.keysKept().ifPresent(file -> {
            try {
                var beside = file.resolveSibling(file.getFileName() + ".new");
                Files.writeString(beside, text);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                LOG.warn("the keys cannot be kept for a start without their issuer");
            }
        });
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
        var request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
        var coming = http.sendAsync(request, BodyHandlers.ofString());
        try {
            // The request's own limit ends with the answer's head: one that never ends would be the last fetch.
            var answer = coming.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            return answer.body();
        } catch (TimeoutException late) {
            throw new HttpTimeoutException("no whole answer in time");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException failure ? failure : new IOException(failed.getCause());
        } finally {
            coming.cancel(true);
        }
    }
}
