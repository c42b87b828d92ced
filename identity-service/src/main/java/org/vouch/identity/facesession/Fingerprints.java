package org.vouch.identity.facesession;

import com.google.crypto.tink.prf.PrfSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.platform.Keysets;

/**
 * HMAC-SHA256 (a Tink PRF, its key outside the database) over a face's template: the engine reads the same one from the
 * same pixels, whatever stands around them in the file or beyond the face, and from any other picture another one. One
 * fingerprint a key, so that a rotation forgets nothing.
 */
@ApplicationScoped
class Fingerprints {
    private static final int BYTES = 32;

    private final PrfSet keys;

    Fingerprints(FaceSessionConfig config) {
        this.keys = Keysets.prf(config.framesKeyset());
    }

    List<Fingerprint> of(FaceTemplate face) {
        var bytes = face.toBytes();
        try {
            var all = new ArrayList<Fingerprint>();
            for (var key : keys.getPrfs().values()) {
                all.add(new Fingerprint(HexFormat.of().formatHex(key.compute(bytes, BYTES))));
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a fingerprints' key gives fewer than " + BYTES + " bytes");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
