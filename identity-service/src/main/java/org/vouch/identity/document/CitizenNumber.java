package org.vouch.identity.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The 18 characters of GB 11643-1999: six digits of place, birth date {@code yyyyMMdd}, three digits of sequence, and a
 * check character after ISO 7064 MOD 11-2, whose tenth value is an upper-case {@code X}.
 */
final class CitizenNumber {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{17}[0-9X]");
    private static final int FIRST_YEAR = 1800;
    private static final int MODULUS = 11;

    private CitizenNumber() {}

    /** What is wrong with it, repeating nothing of it; empty where it is well-formed. */
    static Optional<String> objection(String number, LocalDate today) {
        if (!SHAPE.matcher(number).matches()) {
            return Optional.of("has 17 digits and a check character");
        }
        if (!isBirthDate(number, today)) {
            return Optional.of("has a birth date that cannot be");
        }
        if (checkCharacter(number) != number.charAt(17)) {
            return Optional.of("has a check character that does not fit");
        }
        return Optional.empty();
    }

    /** Of a number with a date in it; fails with a {@link DateTimeException} where there is no such day. */
    static LocalDate birthDate(String number) {
        return LocalDate.of(
                Integer.parseInt(number.substring(6, 10)),
                Integer.parseInt(number.substring(10, 12)),
                Integer.parseInt(number.substring(12, 14)));
    }

    private static boolean isBirthDate(String number, LocalDate today) {
        try {
            var born = birthDate(number);
            return born.getYear() >= FIRST_YEAR && !born.isAfter(today);
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    /** ISO 7064:2003 MOD 11-2 over the first 17 digits, in its recursive form. */
    static char checkCharacter(String number) {
        var rest = 0;
        for (var i = 0; i < 17; i++) {
            rest = (rest + (number.charAt(i) - '0')) * 2 % MODULUS;
        }
        var check = (MODULUS + 1 - rest) % MODULUS;
        return check == 10 ? 'X' : (char) ('0' + check);
    }
}
