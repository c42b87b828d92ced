package org.vouch.identity.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vouch.audit.client.caller.TokenConfig;
import org.vouch.identity.testing.Settings;

class PublicAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8081, http://localhost:8081, http://localhost:8081/staff/sign-in#",
        "https://Vouch.example:443/id/, https://vouch.example, https://Vouch.example:443/id/staff/sign-in#",
        "https://vouch.example:8443//, https://vouch.example:8443, https://vouch.example:8443/staff/sign-in#",
        "HTTP://[::1]:80, http://[::1], HTTP://[::1]:80/staff/sign-in#"
    })
    void isWrittenAsBrowsersWriteIt(String url, String origin, String link) {
        var address = of("vouch.staff.public-url=" + url);
        var secret = Secret.fresh(new SecureRandom());
        assertThat(address.origin()).isEqualTo(origin);
        assertThat(address.invitation(secret)).isEqualTo(link + secret.text());
    }

    @Test
    void isTheIssuersWhereNoneIsSet() {
        assertThat(of().origin()).isEqualTo("https://issuer.example");
    }

    @Test
    void whatIsNoAddressStopsTheStart() {
        assertThatThrownBy(() -> of("vouch.staff.public-url=localhost:8081")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> of("vouch.staff.public-url=/staff")).isInstanceOf(IllegalStateException.class);
    }

    private static PublicAddress of(String... lines) {
        return new PublicAddress(
                Settings.of(StaffConfig.class, lines),
                Settings.of(
                        TokenConfig.class,
                        "vouch.tokens.issuer=https://issuer.example",
                        "vouch.tokens.audience=identity-service"));
    }
}
