package org.vouch.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vouch.identity.token.AssertionPolicy.Decision;

class AssertionPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final AssertionPolicy policy = new AssertionPolicy(Set.of("https://here"));

    @Test
    void isGoodUntilItEnds() {
        var claims = sound();
        assertThat(policy.decide(claims, "gate", NOW)).isEqualTo(new Decision.Good("id", NOW.plusSeconds(60)));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "300, true", "301, false"})
    void endsAfterNowAndWithinFiveMinutes(long seconds, boolean good) {
        var claims = sound();
        claims.setExpirationTime(NumericDate.fromSeconds(NOW.getEpochSecond() + seconds));
        assertThat(policy.decide(claims, "gate", NOW) instanceof Decision.Good).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"60, true", "61, false"})
    void beginsAMinuteAheadAtMost(long seconds, boolean good) {
        for (var claim : new String[] {"iat", "nbf"}) {
            var claims = sound();
            claims.setClaim(claim, NOW.getEpochSecond() + seconds);
            assertThat(policy.decide(claims, "gate", NOW) instanceof Decision.Good)
                    .isEqualTo(good);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "255, true", "256, false"})
    void hasAnIdThatCanBeKept(int length, boolean good) {
        var claims = sound();
        claims.setJwtId("x".repeat(length));
        assertThat(policy.decide(claims, "gate", NOW) instanceof Decision.Good).isEqualTo(good);
    }

    private static JwtClaims sound() {
        var claims = new JwtClaims();
        claims.setIssuer("gate");
        claims.setSubject("gate");
        claims.setAudience("https://here");
        claims.setJwtId("id");
        claims.setExpirationTime(NumericDate.fromSeconds(NOW.getEpochSecond() + 60));
        return claims;
    }
}
