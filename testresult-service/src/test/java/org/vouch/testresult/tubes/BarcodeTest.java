package org.vouch.testresult.tubes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarcodeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "7",
                "ABC_12.3",
                "a-b-c-",
                "1234567890123456789012345678901234567890123456789012345678901234"
            })
    void isOneToSixtyFourLettersDigitsDotsUnderscoresAndHyphens(String text) {
        assertThat(new Barcode(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12345678901234567890123456789012345678901234567890123456789012345",
                "-ABC123",
                ".ABC123",
                "_ABC123",
                "ABC 123",
                "ABC/123",
                "ABC123\n",
                "ÄBC123",
                "..%2F..",
                "ABC123'"
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> new Barcode(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
