package org.vouch.healthcode.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base45Test {
    /** RFC 9285, 4.3 and 4.4. */
    @ParameterizedTest
    @CsvSource({"AB,BB8", "Hello!!,%69 VD92EX0", "base-45,UJCLQE7W581", "ietf!,QED8WEX0", "'',''"})
    void encodesAndDecodesTheExamplesOfTheRfc(String plain, String encoded) {
        assertThat(Base45.encode(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
        assertThat(Base45.decode(encoded)).get().isEqualTo(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** RFC 9285, 4.2 and 6: FGW is FFFF, one more overflows, as do ::: and two characters beyond FF. */
    @ParameterizedTest
    @ValueSource(strings = {"GGW", ":::", "::", "V5", "BB8A", "A", "bb8", "B_8", "BBé", "BB\u0000"})
    void refusesWhatNothingEncodesTo(String text) {
        assertThat(Base45.decode(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FGW", "U5"})
    void takesTheLargestGroups(String text) {
        assertThat(Base45.decode(text)).map(Base45::encode).contains(text);
    }

    @Test
    void decodesWhatItEncodesAtEveryLength() {
        var random = new Random(45);
        for (var length = 0; length < 300; length++) {
            var bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Base45.decode(Base45.encode(bytes))).get().isEqualTo(bytes);
        }
    }
}
