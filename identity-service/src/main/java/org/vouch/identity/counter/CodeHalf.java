package org.vouch.identity.counter;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Half of a code that a person carries on paper from the counter: {@value #LENGTH} letters and digits, 50 random bits. One
 * officer gives the person one half and the other officer the other: neither of them ever has a code. Never printed.
 */
public record CodeHalf(String text) {
    static final int LENGTH = 10;

    /** Crockford's base32: nothing in it is taken for another. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

    static CodeHalf random(SecureRandom random) {
        var text = new StringBuilder(LENGTH);
        for (var i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new CodeHalf(text.toString());
    }

    /** Empty where it cannot be one. */
    static Optional<CodeHalf> read(String plain) {
        return SHAPE.matcher(plain).matches() ? Optional.of(new CodeHalf(plain)) : Optional.empty();
    }

    /** As people type it: case, blanks and dashes do not count, and O, I and L are the digits that they look like. */
    static String plain(String typed) {
        return typed.replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    /** As it is given to a person. */
    public String shown() {
        return text.substring(0, LENGTH / 2) + "-" + text.substring(LENGTH / 2);
    }

    @Override
    public String toString() {
        return "CodeHalf";
    }
}
