package org.vouch.identity.facesession;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.identity.testing.ServiceTest;

@ServiceTest
class SeenFramesInPostgresTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(7));

    @Inject
    SeenFrames seen;

    private final byte[] mine = random();
    private final byte[] others = random();
    private final Fingerprint one = fingerprint();
    private final Fingerprint two = fingerprint();

    @Test
    void aSessionMayBeShownTheSameAgainAndAnotherMayNot() {
        assertThat(keep(mine, NOW, one)).isTrue();
        assertThat(keep(mine, NOW, one, two)).isTrue();
        assertThat(keep(others, NOW, fingerprint(), two)).isFalse();
        assertThat(keep(others, NOW, fingerprint())).isTrue();
    }

    @Test
    void whatMayBeForgottenIsAnybodys() {
        assertThat(keep(mine, NOW, one)).isTrue();
        assertThat(keep(others, LATER.minusMillis(1), one)).isFalse();
        assertThat(keep(others, LATER, one)).isTrue();
        assertThat(keep(mine, LATER, one)).isFalse();
    }

    @Test
    void ofManyAtOnceOneGetsIt() {
        var got = Multi.createFrom()
                .range(0, 20)
                .onItem()
                .transformToUniAndMerge(
                        i -> seen.keep(random(), i % 2 == 0 ? List.of(one, two) : List.of(two, one), NOW, LATER))
                .filter(kept -> kept)
                .collect()
                .asList()
                .await()
                .atMost(Patience.LONG);
        assertThat(got).hasSize(1);
    }

    private boolean keep(byte[] session, Instant now, Fingerprint... shown) {
        return seen.keep(session, List.of(shown), now, now.plus(Duration.ofDays(7)))
                .await()
                .atMost(Patience.LONG);
    }

    private static Fingerprint fingerprint() {
        return new Fingerprint(HexFormat.of().formatHex(random()));
    }

    private static byte[] random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
