package org.vouch.testresult.tubes.healthcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.SettableClock;
import org.vouch.testresult.tubes.healthcode.TokenEndpoint.Granted;

class ServiceTokensTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final List<String> asked = new ArrayList<>();
    private final SettableClock clock = new SettableClock(START);
    private final ServiceTokens tokens = new ServiceTokens(this::grant, new Credentials(), clock);

    @Test
    void keepsATokenUntilThirtySecondsBeforeItExpires() {
        assertThat(bearer()).isEqualTo("Bearer token-1");
        clock.set(START.plusSeconds(270).minusNanos(1));
        assertThat(bearer()).isEqualTo("Bearer token-1");
        clock.set(START.plusSeconds(270));
        assertThat(bearer()).isEqualTo("Bearer token-2");
    }

    @Test
    void dropsATokenThatWasRefused() {
        assertThat(bearer()).isEqualTo("Bearer token-1");
        tokens.drop();
        assertThat(bearer()).isEqualTo("Bearer token-2");
    }

    @Test
    void identifiesItselfByHttpBasicAsRfc6749Says() {
        assertThat(bearer()).isNotEmpty();
        assertThat(asked).containsExactly("Basic dGVzdHJlc3VsdC1zZXJ2aWNlOnM= client_credentials");
    }

    @Test
    void showsNoTokenInText() {
        assertThat(new Granted("token-1", 300).toString()).doesNotContain("token-1");
    }

    private String bearer() {
        return tokens.bearer().await().indefinitely();
    }

    private Uni<Granted> grant(String basic, String grantType) {
        asked.add(basic + " " + grantType);
        return Uni.createFrom().item(new Granted("token-" + asked.size(), 300));
    }

    private static final class Credentials implements ServiceClientConfig {
        @Override
        public String clientId() {
            return "testresult-service";
        }

        @Override
        public String clientSecret() {
            return "s";
        }

        @Override
        public Duration renewBefore() {
            return Duration.ofSeconds(30);
        }
    }
}
