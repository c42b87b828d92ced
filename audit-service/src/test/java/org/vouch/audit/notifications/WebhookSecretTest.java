package org.vouch.audit.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {
    private static final String PUBLISHED = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** The vector that the libraries of Standard Webhooks test themselves by. */
    @Test
    void signsAsTheStandardsOwnLibrariesDo() {
        assertThat(WebhookSecret.parse(PUBLISHED)
                        .sign(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Instant.ofEpochSecond(1_614_265_330, 999_999_999),
                                "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @CsvSource({"23, false", "24, true", "64, true", "65, false"})
    void aSecretHasTwentyFourToSixtyFourBytes(int bytes, boolean taken) {
        var text = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
        if (taken) {
            assertThat(WebhookSecret.parse(text)).hasToString("WebhookSecret");
        } else {
            assertThatThrownBy(() -> WebhookSecret.parse(text)).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_not base64 at all, and secret"})
    void anotherFormIsRefusedAndNotQuoted(String text) {
        assertThatThrownBy(() -> WebhookSecret.parse(text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("not base64")
                .hasNoCause()
                .hasMessageContaining("vouch.notifications.webhook.secret");
    }
}
