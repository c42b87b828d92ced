package org.vouch.identity.document;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * As much of a name as somebody who stands beside its holder needs. Of a name in Chinese characters the first one stays
 * and each other becomes a star ({@code 张三}: {@code 张*}); of any other name the first letter of each word stays, with
 * one star, so that the length of the words is not told ({@code Ada Lovelace}: {@code A* L*}).
 */
public record MaskedName(String text) {

    public static MaskedName of(PersonName name) {
        var whole = name.text();
        var first = whole.codePointAt(0);
        if (Character.UnicodeScript.of(first) == Character.UnicodeScript.HAN) {
            return new MaskedName(Character.toString(first) + "*".repeat(whole.codePointCount(0, whole.length()) - 1));
        }
        return new MaskedName(Stream.of(whole.split("\\p{IsWhite_Space}+"))
                .map(word -> Character.toString(word.codePointAt(0)) + "*")
                .collect(Collectors.joining(" ")));
    }

    @Override
    public String toString() {
        return "MaskedName";
    }
}
