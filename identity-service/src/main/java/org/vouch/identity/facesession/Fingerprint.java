package org.vouch.identity.facesession;

import java.util.HexFormat;

/**
 * Tells whether the very same file was sent before, and nobody without the key what it shows; see {@link Fingerprints}.
 *
 * @param hex 32 bytes
 */
public record Fingerprint(String hex) {

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return "Fingerprint";
    }
}
