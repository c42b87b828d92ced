package org.vouch.audit.pseudonym;

import java.util.HexFormat;
import org.vouch.audit.client.edge.HexText;

/** The keyed name of a person or a requester: 16 bytes that tell nothing to whoever does not hold the key. */
public record Pseudonym(String hex) {
    public static final int BYTES = 16;

    public Pseudonym {
        if (!isOne(hex)) {
            throw new IllegalArgumentException("a pseudonym has 32 lower-case hexadecimal digits");
        }
    }

    public static Pseudonym of(byte[] bytes) {
        return new Pseudonym(HexFormat.of().formatHex(bytes));
    }

    public static boolean isOne(String text) {
        return HexText.isOne(text, 2 * BYTES);
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The first eight bytes, which tell people apart where a few among millions may be taken for one; never 0. */
    public long first() {
        var first = HexFormat.fromHexDigitsToLong(hex, 0, 16);
        return first == 0 ? 1 : first;
    }

    @Override
    public String toString() {
        return "Pseudonym";
    }
}
