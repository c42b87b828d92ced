package org.vouch.local.people;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Resident ID numbers per GB 11643-1999 that no human being can have: division codes that begin with 99 are not assigned. */
public final class DocumentNumber {

    private static final String DIVISION = "990101";
    private static final int LENGTH = 18;
    private static final int MODULUS = 11;
    private static final String CHECK_CHARACTERS = "0123456789X";

    private DocumentNumber() {}

    /**
     * The number of somebody born on this day.
     *
     * @param sequence 1 to 999, tells apart those born on one day in one division
     */
    public static String of(LocalDate born, int sequence) {
        if (sequence < 1 || sequence > 999) {
            throw new IllegalArgumentException("a sequence has three digits and is not 000");
        }
        String body = DIVISION + born.format(DateTimeFormatter.BASIC_ISO_DATE) + "%03d".formatted(sequence);
        return body + check(body);
    }

    /** ISO 7064 MOD 11-2 over the first 17 digits: the character that makes the weighted sum 1 modulo 11. */
    static char check(String body) {
        if (body.length() != LENGTH - 1 || !body.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new IllegalArgumentException("17 digits come before the check character");
        }
        int product = 0;
        for (int index = 0; index < body.length(); index++) {
            product = (product + (body.charAt(index) - '0')) * 2 % MODULUS;
        }
        return CHECK_CHARACTERS.charAt((12 - product) % MODULUS);
    }
}
