package org.vouch.audit.client.edge;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form in which every service here writes its times, {@code 2026-11-22T08:15:30.123456Z}, without a formatter: each
 * record is read several times, and the formatter was a third of that.
 */
public final class UtcText {
    private static final int SECONDS_END = 19;
    private static final int MOST_DIGITS = 9;
    private static final long DAY = 86_400;

    private UtcText() {}

    /** Null for any other form and for a time that there is not: whether that is a time has to be found out otherwise. */
    public static @Nullable Instant read(String text) {
        var end = text.length() - 1;
        if (end < SECONDS_END || text.charAt(end) != 'Z' || !isPunctuated(text)) {
            return null;
        }
        var year = number(text, 0, 4);
        var month = number(text, 5, 7);
        var day = number(text, 8, 10);
        var hour = number(text, 11, 13);
        var minute = number(text, 14, 16);
        var second = number(text, 17, SECONDS_END);
        var nanos = end == SECONDS_END ? 0 : nanos(text, end);
        if ((year | month | day | hour | minute | second | nanos) < 0 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        try {
            var days = LocalDate.of(year, month, day).toEpochDay();
            return Instant.ofEpochSecond(days * DAY + hour * 3600L + minute * 60L + second, nanos);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static boolean isPunctuated(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /** Of a fraction of one to nine digits; else negative. */
    private static int nanos(String text, int end) {
        var digits = end - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || digits < 1 || digits > MOST_DIGITS) {
            return -1;
        }
        var nanos = number(text, SECONDS_END + 1, end);
        for (var i = digits; i < MOST_DIGITS && nanos >= 0; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Negative where there is anything but a digit. */
    private static int number(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
