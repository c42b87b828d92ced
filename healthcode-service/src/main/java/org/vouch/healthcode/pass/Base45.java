package org.vouch.healthcode.pass;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Base45 (RFC 9285): two bytes become three characters of the alphabet of alphanumeric QR codes, a last single byte
 * becomes two. Every text has at most one reading: what the RFC forbids is refused.
 */
public final class Base45 {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final int BASE = 45;
    private static final int[] DIGITS = new int[128];

    static {
        Arrays.fill(DIGITS, -1);
        for (var i = 0; i < BASE; i++) {
            DIGITS[ALPHABET.charAt(i)] = i;
        }
    }

    private Base45() {}

    public static String encode(byte[] bytes) {
        var text = new StringBuilder(bytes.length / 2 * 3 + 2);
        for (var i = 0; i < bytes.length; i += 2) {
            var pair = i + 1 < bytes.length;
            var number = pair ? ((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff) : bytes[i] & 0xff;
            text.append(ALPHABET.charAt(number % BASE)).append(ALPHABET.charAt(number / BASE % BASE));
            if (pair) {
                text.append(ALPHABET.charAt(number / BASE / BASE));
            }
        }
        return text.toString();
    }

    /** Empty for a character outside of the alphabet, a length that nothing encodes to, or a group that overflows. */
    public static Optional<byte[]> decode(String text) {
        if (text.length() % 3 == 1) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i += 3) {
            var pair = i + 2 < text.length();
            var number = number(text, i, pair ? 3 : 2);
            if (number < 0 || number > (pair ? 0xffff : 0xff)) {
                return Optional.empty();
            }
            if (pair) {
                bytes.write(number >> 8);
            }
            bytes.write(number & 0xff);
        }
        return Optional.of(bytes.toByteArray());
    }

    /** Least significant digit first; negative where a character is no digit. */
    private static int number(String text, int from, int digits) {
        var number = 0;
        for (var i = from + digits - 1; i >= from; i--) {
            var character = text.charAt(i);
            var digit = character < DIGITS.length ? DIGITS[character] : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * BASE + digit;
        }
        return number;
    }
}
