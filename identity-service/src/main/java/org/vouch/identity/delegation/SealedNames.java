package org.vouch.identity.delegation;

import com.google.crypto.tink.Aead;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.vouch.identity.document.MaskedName;
import org.vouch.identity.facesession.FaceSessionConfig;
import org.vouch.identity.platform.Keysets;

/**
 * The masked names of a delegation's two sides, so that each knows the other in their list: a Tink AEAD ciphertext under the
 * session keyset, bound to the delegation and to the person whose name it is.
 */
@ApplicationScoped
class SealedNames {
    private static final MaskedName LOST = new MaskedName("*");

    private final Aead key;

    SealedNames(FaceSessionConfig config) {
        this.key = Keysets.aead(config.keyset());
    }

    byte[] seal(UUID delegation, UUID person, MaskedName name) {
        try {
            return key.encrypt(name.text().getBytes(StandardCharsets.UTF_8), place(delegation, person));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a name cannot be sealed");
        }
    }

    /** A star alone where it is sealed under a key that is gone: a delegation must be seen to be ended. */
    MaskedName open(UUID delegation, UUID person, byte[] sealed) {
        try {
            return new MaskedName(new String(key.decrypt(sealed, place(delegation, person)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return LOST;
        }
    }

    private static byte[] place(UUID delegation, UUID person) {
        return ("vouch/delegation/v1/" + delegation + "/" + person).getBytes(StandardCharsets.US_ASCII);
    }
}
