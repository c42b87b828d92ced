package org.vouch.healthcode.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.SettableClock;
import org.vouch.healthcode.pass.PassReading.Invalid;
import org.vouch.healthcode.pass.PassReading.Live;
import org.vouch.healthcode.pass.PassReading.Stale;
import org.vouch.healthcode.policy.Colour;

class ReadingPassTest {
    private static final Instant EXPIRY = Instant.parse("2026-11-22T08:01:00Z");

    private final UUID person = UUID.randomUUID();
    private final PassFixture fixture = PassFixture.ofSomebodyElse();
    private final SettableClock clock = new SettableClock(EXPIRY.minusSeconds(30));
    private final ReadingPass reading = fixture.reading(clock);

    @Test
    void tellsWhosePassItIsUntilItsLastInstantAndThenThatItIsStale() {
        var pass = fixture.aPass(person, Colour.GREEN, EXPIRY);
        clock.set(EXPIRY.minusNanos(1));
        assertThat(reading.read(pass)).isInstanceOfSatisfying(Live.class, live -> {
            assertThat(live.person()).isEqualTo(person);
            assertThat(live.expiresAt()).isEqualTo(EXPIRY);
        });
        clock.set(EXPIRY);
        assertThat(reading.read(pass)).isInstanceOfSatisfying(Stale.class, stale -> assertThat(stale.person())
                .isEqualTo(person));
        clock.advance(Duration.ofDays(400));
        assertThat(reading.read(pass)).isInstanceOf(Stale.class);
    }

    @Test
    void aPassThatWouldLiveLongerThanAnyIsInvalid() {
        clock.set(EXPIRY.minusSeconds(65));
        assertThat(reading.read(fixture.aPass(person, Colour.GREEN, EXPIRY))).isInstanceOf(Live.class);
        clock.set(EXPIRY.minusSeconds(65).minusNanos(1));
        assertThat(reading.read(fixture.aPass(person, Colour.GREEN, EXPIRY))).isEqualTo(new Invalid("lives-too-long"));
    }

    @Test
    void whatAnotherKeyAnotherIssuerOrAnotherSealMadeIsInvalid() {
        var other = PassFixture.ofSomebodyElse();
        assertThat(reading.read(other.aPass(person, Colour.GREEN, EXPIRY))).isEqualTo(new Invalid("signature"));
        assertThat(reading.read(fixture.named("vauch").aPass(person, Colour.GREEN, EXPIRY)))
                .isEqualTo(new Invalid("issuer"));
        var strange = fixture.content(other.handles.seal(person), Colour.GREEN, null, EXPIRY);
        assertThat(reading.read(fixture.text(strange))).isEqualTo(new Invalid("handle"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "HELLO", "not base45", "6BF", "RRQ+D9O60CO0R2FE%V8CKEP9.70Y/E"})
    void garbageIsInvalid(String text) {
        assertThat(reading.read(text)).isEqualTo(new Invalid("malformed"));
    }

    @Test
    void aBookIsInvalidUnread() {
        assertThat(reading.read("A".repeat(60_000))).isEqualTo(new Invalid("too-long"));
    }
}
