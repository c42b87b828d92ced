package org.vouch.identity.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterCodeTest {
    private static final CodeHalf FIRST = new CodeHalf("0123456789");
    private static final CodeHalf SECOND = new CodeHalf("ABCDEFGHJK");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01234-56789 ABCDE-FGHJK",
                "0123456789ABCDEFGHJK",
                "o1234 56789 abcde fghjk",
                "0I234-56789-ABCDE-FGHJK",
                "Ol234\t56789\nABCDE--FGHJK "
            })
    void isReadAsPeopleTypeIt(String typed) {
        assertThat(CounterCode.read(typed)).contains(new CounterCode(FIRST, SECOND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01234-56789",
                "01234-56789 ABCDE-FGHJ",
                "01234-56789 ABCDE-FGHJKM",
                "01234-56789 ABCDE-FGHJU",
                "01234-56789 ABCDE-FGHJ\u00c9",
                "01234-56789                                                        ABCDE-FGHJK"
            })
    void anythingElseIsNone(String typed) {
        assertThat(CounterCode.read(typed)).isEmpty();
    }

    @Test
    void halvesAreRandomAndShownInTwoGroups() {
        var random = new SecureRandom();
        var seen = new HashSet<String>();
        for (var i = 0; i < 1_000; i++) {
            var half = CodeHalf.random(random);
            assertThat(half.shown()).matches("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}");
            assertThat(CodeHalf.read(CodeHalf.plain(half.shown()))).contains(half);
            seen.add(half.text());
        }
        assertThat(seen).hasSize(1_000);
    }

    @Test
    void nothingIsPrinted() {
        assertThat(new CounterCode(FIRST, SECOND).toString() + FIRST).isEqualTo("CounterCodeCodeHalf");
    }
}
