package org.vouch.identity.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "张三,张*",
        "李小明,李**",
        "欧阳锋,欧**",
        "王,王",
        "买买提·艾力,买*****",
        "𠮷田,𠮷*",
        "Ada Lovelace,A* L*",
        "Ada,A*",
        "Émile  Zola,É* Z*",
        "'\u00a0Ada\u202f',A*"
    })
    void areMasked(String name, String masked) {
        assertThat(MaskedName.of(name(name)).text()).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00a0",
                "\t",
                "张\u0000三",
                "张\n三",
                "a\u202eb",
                "\ud800",
                "a\u200bb",
                "\ue000",
                "\u3164",
                "\u3164王",
                "\u115f",
                "\uffa0",
                "王\u2800"
            })
    void refusesWhatCannotBeAName(String text) {
        assertThat(PersonName.read(text)).isEmpty();
    }

    @Test
    void hasAtMostAHundredCodePoints() {
        assertThat(PersonName.read("𠮷".repeat(100))).isPresent();
        assertThat(PersonName.read("𠮷".repeat(101))).isEmpty();
        assertThat(PersonName.read("a".repeat(1_000_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace,ADA LOVELACE,true",
        "Ada Lovelace,Ada  Lovelace,true",
        "张三,张四,false",
        "'\u00a0张三\u2007',张三,true",
        "E\u0301va,Éva,true"
    })
    void matchWhereTheyAreTheSameName(String one, String other, boolean same) {
        assertThat(name(one).matches(name(other))).isEqualTo(same);
    }

    @Test
    void areNotPrinted() {
        assertThat(name("张三")).hasToString("PersonName");
        assertThat(MaskedName.of(name("张三"))).hasToString("MaskedName");
    }

    private static PersonName name(String text) {
        return PersonName.read(text).orElseThrow();
    }
}
