package org.vouch.identity.counter;

import com.google.crypto.tink.prf.PrfSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.platform.Keysets;
import org.vouch.identity.vault.VaultConfig;

/**
 * What the database has of the counter in place of documents, names and codes: HMAC-SHA256 under the primary index key, each
 * for one use. After a change of that key the cases and codes of the last minutes are good no more.
 */
@ApplicationScoped
class CounterHashes {
    private static final int BYTES = 32;

    private final PrfSet keys;

    CounterHashes(VaultConfig config) {
        this.keys = Keysets.prf(config.indexKeyset());
    }

    /**
     * Whom a case is about: of the document's keyed index, so that a guess at a number has to be stretched here as well, and
     * another one for every case, so that two cases of one person have nothing in common.
     */
    byte[] claim(UUID counterCase, byte[] documentIndex, PersonName name) {
        return hash(
                "claim", counterCase.toString().getBytes(StandardCharsets.US_ASCII), documentIndex, name.compared());
    }

    byte[] firstHalf(CodeHalf half) {
        return hash("first-half", half.text().getBytes(StandardCharsets.US_ASCII));
    }

    byte[] code(byte[] firstHalf, CodeHalf second) {
        return hash("code", firstHalf, second.text().getBytes(StandardCharsets.US_ASCII));
    }

    byte[] code(CounterCode code) {
        return code(firstHalf(code.first()), code.second());
    }

    /** All parts but the last are of one length for each use. */
    private byte[] hash(String use, byte[]... parts) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(("counter " + use + " ").getBytes(StandardCharsets.US_ASCII));
        for (var part : parts) {
            all.writeBytes(part);
        }
        try {
            return keys.computePrimary(all.toByteArray(), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an index key gives fewer than " + BYTES + " bytes");
        }
    }
}
