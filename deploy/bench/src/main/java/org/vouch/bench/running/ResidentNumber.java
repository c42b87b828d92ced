package org.vouch.bench.running;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/** Makes resident numbers that are well-formed by GB 11643-1999, of an adult born in the last century. */
final class ResidentNumber {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private ResidentNumber() {}

    static String random(String division, Random random) {
        LocalDate born = LocalDate.of(1940, 1, 1).plusDays(random.nextInt(20_000));
        String first = division
                + born.format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format(Locale.ROOT, "%03d", 1 + random.nextInt(999));
        return first + check(first);
    }

    /** ISO 7064, MOD 11-2. */
    static char check(String first) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (first.charAt(i) - '0');
        }
        return CHECKS.charAt(sum % 11);
    }
}
