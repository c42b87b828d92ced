package org.vouch.identity.facesession;

import com.google.crypto.tink.prf.PrfSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.vouch.identity.platform.Keysets;

/**
 * HMAC-SHA256 (a Tink PRF, its key outside the database) over the bytes of a picture. The same picture encoded anew has
 * another fingerprint.
 */
@ApplicationScoped
class Fingerprints {
    private static final int BYTES = 32;

    private final PrfSet key;

    Fingerprints(FaceSessionConfig config) {
        this.key = Keysets.prf(config.framesKeyset());
    }

    Fingerprint of(byte[] picture) {
        try {
            return new Fingerprint(HexFormat.of().formatHex(key.computePrimary(picture, BYTES)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the fingerprints' key gives fewer than " + BYTES + " bytes");
        }
    }
}
