package org.vouch.identity.vault;

import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person's row is found by: HMAC-SHA256 (a Tink PRF, its key outside the database) over the stretched number. One
 * index a key, the primary one first, so that rows indexed under an older key are still found.
 */
final class DocumentIndex {
    static final int BYTES = 32;

    private final PrfSet keys;

    DocumentIndex(PrfSet keys) {
        this.keys = keys;
    }

    /** Of the key that indexes. */
    String name() {
        return "keyset:" + Integer.toUnsignedString(keys.getPrimaryId());
    }

    byte[] primary(byte[] findingHalf) {
        try {
            return keys.computePrimary(findingHalf, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an index key gives fewer than " + BYTES + " bytes");
        }
    }

    List<byte[]> of(StretchedNumber number) {
        var half = number.findingHalf();
        try {
            var all = new ArrayList<byte[]>();
            all.add(primary(half));
            for (var key : keys.getPrfs().entrySet()) {
                if (key.getKey() != keys.getPrimaryId()) {
                    all.add(key.getValue().compute(half, BYTES));
                }
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an index key gives fewer than " + BYTES + " bytes");
        }
    }
}
