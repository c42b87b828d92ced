package org.vouch.testresult.tubes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarcodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"ABC123", "a-b-c-", "1234567890123456789012345678901234567890"})
    void isSixToFortyLettersDigitsAndHyphens(String text) {
        assertThat(new Barcode(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ABC12",
                "12345678901234567890123456789012345678901",
                "ABC 123",
                "ABC/123",
                "ABC123\n",
                "ÄBC123",
                "ABC_123",
                "..%2F..",
                "ABC123'"
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> new Barcode(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
