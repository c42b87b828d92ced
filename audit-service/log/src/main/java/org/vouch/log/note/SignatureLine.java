package org.vouch.log.note;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * One signature below a note: who says so, and what they made of its text.
 *
 * @param id of the key; with the name it says which key and which algorithm, and is no proof of either
 * @param signature without the key's id
 */
public record SignatureLine(String name, int id, byte[] signature) {
    private static final String DASH = "\u2014 ";

    /** Exactly {@code — <name> base64(id | signature)}, without the line's end. */
    public static SignatureLine parse(String line) throws MalformedNote {
        var parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
        if (parts.length != 2 || !VerifierKey.isName(parts[0])) {
            throw new MalformedNote("not a signature line");
        }
        try {
            var bytes = Base64.getDecoder().decode(parts[1]);
            if (bytes.length <= Integer.BYTES
                    || !Base64.getEncoder().encodeToString(bytes).equals(parts[1])) {
                throw new MalformedNote("not a signature line");
            }
            var signature = new byte[bytes.length - Integer.BYTES];
            var id = ByteBuffer.wrap(bytes).getInt();
            System.arraycopy(bytes, Integer.BYTES, signature, 0, signature.length);
            return new SignatureLine(parts[0], id, signature);
        } catch (IllegalArgumentException e) {
            throw new MalformedNote("not a signature line");
        }
    }

    public String text() {
        var bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(id)
                .put(signature)
                .array();
        return DASH + name + " " + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
