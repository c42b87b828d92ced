package org.vouch.audit.pseudonym;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** The keyed name of a person or a requester: 16 bytes that tell nothing to whoever does not hold the key. */
public record Pseudonym(String hex) {
    public static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public Pseudonym {
        if (!isOne(hex)) {
            throw new IllegalArgumentException("a pseudonym has 32 lower-case hexadecimal digits");
        }
    }

    public static Pseudonym of(byte[] bytes) {
        return new Pseudonym(HexFormat.of().formatHex(bytes));
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return "Pseudonym";
    }
}
