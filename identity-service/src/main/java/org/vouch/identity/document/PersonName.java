package org.vouch.identity.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name of 1 to 100 code points in Unicode normal form C, without blanks around it, control or formatting characters, or
 * letters that nobody can see.
 * Never printed.
 */
public final class PersonName {
    public static final int MOST_CODE_POINTS = 100;

    /** Those that do not break a line too, which {@link String#strip} leaves. */
    private static final Pattern BLANKS_AROUND = Pattern.compile("^\\p{IsWhite_Space}+|\\p{IsWhite_Space}+$");

    private final String text;

    private PersonName(String text) {
        this.text = text;
    }

    /** Empty where the text cannot be a name. */
    public static Optional<PersonName> read(String text) {
        if (text.length() > 4 * MOST_CODE_POINTS) {
            return Optional.empty();
        }
        var normal = BLANKS_AROUND
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll("");
        var length = normal.codePointCount(0, normal.length());
        return length >= 1 && length <= MOST_CODE_POINTS && normal.codePoints().allMatch(PersonName::mayStand)
                ? Optional.of(new PersonName(normal))
                : Optional.empty();
    }

    /**
     * Letters and signs by their category, and blank: fillers of Hangul and vowels of Khmer that are ignorable by default
     * (Unicode, DerivedCoreProperties), and the braille pattern without a dot.
     */
    private static boolean isInvisible(int codePoint) {
        return switch (codePoint) {
            case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5, 0x2800 -> true;
            default -> false;
        };
    }

    private static boolean mayStand(int codePoint) {
        return !isInvisible(codePoint)
                && switch (Character.getType(codePoint)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }

    public String text() {
        return text;
    }

    /** Whether both are the same name: letter case and the width of blanks do not count. Takes the same time for any two names of a length. */
    public boolean matches(PersonName other) {
        return MessageDigest.isEqual(compared(), other.compared());
    }

    /** The same bytes for all ways to write one name. */
    public byte[] compared() {
        return text.replaceAll("\\p{IsWhite_Space}+", " ")
                .toUpperCase(Locale.ROOT)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "PersonName";
    }
}
