package org.vouch.identity.facesession;

import java.util.HexFormat;

/**
 * Tells whether the very same face was shown before, and nobody without the key whose it is; see {@link Fingerprints}.
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
