package org.vouch.audit.log;

import com.google.crypto.tink.Aead;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Says of an entry that this service wrote it at this place, by a key that the database does not hold. A signature of the log
 * covers whatever stands in the tables when the signer reads them, a fifth of a second after it was written: what somebody changes
 * before that, with every tile made anew, is signed like anything else, and shows by this.
 *
 * <pre>
 * AES-GCM under vouch.log.seal-keyset of nothing, bound to: "entry" 00 | index, 8 bytes | the entry's bytes
 * </pre>
 */
@ApplicationScoped
public class SealingEntries {
    private static final byte[] DOMAIN = "entry\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    private final Aead key;

    SealingEntries(WrappedKeys keys) {
        this.key = keys.master();
    }

    public byte[] seal(long index, byte[] entry) {
        try {
            return key.encrypt(NOTHING, bound(index, entry));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of vouch.log.seal-keyset seals", e);
        }
    }

    boolean holds(long index, byte[] entry, byte[] seal) {
        try {
            return key.decrypt(seal, bound(index, entry)).length == 0;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] bound(long index, byte[] entry) {
        return ByteBuffer.allocate(DOMAIN.length + Long.BYTES + entry.length)
                .put(DOMAIN)
                .putLong(index)
                .put(entry)
                .array();
    }
}
