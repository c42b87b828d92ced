package org.vouch.audit.client.edge;

/** Hexadecimal text as records carry it: small letters alone, so that one value has one text. */
public final class HexText {
    private HexText() {}

    public static boolean isOne(String text, int digits) {
        for (var i = 0; i < text.length(); i++) {
            var digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return text.length() == digits;
    }
}
