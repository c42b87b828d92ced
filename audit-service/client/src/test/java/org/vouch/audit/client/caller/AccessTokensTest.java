package org.vouch.audit.client.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.ForgedAccessTokens;
import org.vouch.audit.client.testing.TestTokens;

class AccessTokensTest {
    private final AccessTokens tokens = new AccessTokens(
            AccessTokensTest::key, TestTokens.ISSUER, "audit-service", Duration.ofMinutes(10), Clock.systemUTC());

    private static Optional<PublicKey> key(String keyId) {
        return Optional.of(TestTokens.key())
                .filter(key -> keyId.equals(key.getKeyId()))
                .map(key -> key.getPublicKey());
    }

    @Test
    void takesSoundTokens() {
        assertThat(ForgedAccessTokens.sound())
                .allSatisfy(token -> assertThat(tokens.verify(token)).isInstanceOf(AccessTokens.Decision.Valid.class));
    }

    @Test
    void refusesEveryForgedToken() {
        var all = new SoftAssertions();
        for (var forged : ForgedAccessTokens.all(URI.create("http://localhost:1/jwks.json"))) {
            all.assertThat(tokens.verify(forged.token()))
                    .as(forged.how())
                    .isInstanceOf(AccessTokens.Decision.Invalid.class);
        }
        all.assertAll();
    }
}
