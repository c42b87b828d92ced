package org.vouch.identity.facesession;

import com.google.crypto.tink.Aead;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.platform.Keysets;

/** Seals the face that waits in a session, bound to that session. */
@ApplicationScoped
class SealedFaces {
    private static final byte[] PLACE = "vouch/session/v1/face/".getBytes(StandardCharsets.US_ASCII);

    private final Aead key;

    SealedFaces(FaceSessionConfig config) {
        this.key = Keysets.aead(config.keyset());
    }

    byte[] seal(byte[] idHash, FaceTemplate face) {
        var bytes = face.toBytes();
        try {
            return key.encrypt(bytes, place(idHash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a face cannot be sealed");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    FaceTemplate open(byte[] idHash, byte[] sealed) {
        try {
            var bytes = key.decrypt(sealed, place(idHash));
            try {
                return FaceTemplate.fromBytes(bytes);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a session's face does not open");
        }
    }

    private static byte[] place(byte[] idHash) {
        return ByteBuffer.allocate(PLACE.length + idHash.length)
                .put(PLACE)
                .put(idHash)
                .array();
    }
}
