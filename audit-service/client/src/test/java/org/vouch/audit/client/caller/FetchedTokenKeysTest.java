package org.vouch.audit.client.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.audit.client.testing.Dripping;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;

class FetchedTokenKeysTest {
    @TempDir
    Path folder;

    @Test
    void anUnknownKeyIsFetchedAtOnceAndALostIssuerKeepsTheKnownOnes() throws IOException {
        var published = folder.resolve("jwks.json");
        var first = TestTokens.freshKey();
        publish(published, first);
        var keys = started(published.toUri(), Optional.empty());
        await().atMost(Patience.LONG).until(() -> keys.key(first.getKeyId()).isPresent());

        var second = TestTokens.freshKey();
        publish(published, first, second);
        await().atMost(Patience.LONG).until(() -> keys.key(second.getKeyId()).isPresent());

        Files.delete(published);
        assertThat(keys.key("never seen")).isEmpty();
        await().during(Duration.ofMillis(300)).atMost(Patience.LONG).until(() -> keys.key(first.getKeyId())
                .isPresent());
        keys.stop(new ShutdownEvent());
    }

    @Test
    void anIssuerThatStartsLaterIsFoundWithoutAnybodyAsking() throws IOException {
        var published = folder.resolve("jwks.json");
        var kept = folder.resolve("kept.json");
        var keys = started(published.toUri(), Optional.of(kept));
        var key = TestTokens.freshKey();
        publish(published, key);
        await().atMost(Patience.LONG).until(() -> Files.exists(kept));
        assertThat(keys.key(key.getKeyId())).isPresent();
        keys.stop(new ShutdownEvent());
    }

    @Test
    void aStartWhileTheIssuerIsAwayKnowsTheKeysKeptFromBefore() throws IOException {
        var published = folder.resolve("jwks.json");
        var kept = folder.resolve("kept.json");
        var key = TestTokens.freshKey();
        publish(published, key);
        var before = started(published.toUri(), Optional.of(kept));
        await().atMost(Patience.LONG).until(() -> before.key(key.getKeyId()).isPresent() && Files.exists(kept));
        before.stop(new ShutdownEvent());

        var nobodyThere = URI.create("http://127.0.0.1:1/jwks.json");
        var after = started(nobodyThere, Optional.of(kept));
        assertThat(after.key(key.getKeyId())).isPresent();
        after.stop(new ShutdownEvent());

        var without = started(nobodyThere, Optional.empty());
        assertThat(without.key(key.getKeyId())).isEmpty();
        without.stop(new ShutdownEvent());
    }

    /** One answer without an end would be the last fetch, and the issuer's next key unknown for ever. */
    @Test
    void anIssuerThatDoesNotEndItsAnswerIsAskedAgain() throws IOException {
        try (var issuer = new Dripping("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")) {
            var keys = started(issuer.address(), Optional.empty());
            await().atMost(Patience.LONG.multipliedBy(4)).until(() -> issuer.called() > 1);
            keys.stop(new ShutdownEvent());
        }
    }

    private static void publish(Path file, PublicJsonWebKey... keys) throws IOException {
        Files.writeString(file, new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    private static FetchedTokenKeys started(URI url, Optional<Path> kept) {
        var keys = new FetchedTokenKeys(new TokenConfig() {
            @Override
            public String issuer() {
                return TestTokens.ISSUER;
            }

            @Override
            public String audience() {
                return "healthcode-service";
            }

            @Override
            public Optional<URI> keysUrl() {
                return Optional.of(url);
            }

            @Override
            public Duration keysRefresh() {
                return Duration.ofSeconds(30);
            }

            @Override
            public Optional<Path> keysKept() {
                return kept;
            }

            @Override
            public Duration longestLife() {
                return Duration.ofMinutes(10);
            }
        });
        keys.start(new StartupEvent());
        return keys;
    }
}
