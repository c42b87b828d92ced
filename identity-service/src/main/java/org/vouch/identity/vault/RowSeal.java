package org.vouch.identity.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.FaceTemplate;

/**
 * Seals a person so that a row opens only with the master key <em>and</em> the document's number:
 *
 * <pre>
 *   finding     = what the index is made of, in the row as master.encrypt(finding half)
 *   row secret  = 32 random bytes, in the row as master.encrypt(row secret)          a key service opens one row at a time
 *   wrapping    = HKDF-SHA256(row secret ‖ opening half of the stretched number, info "row-key" and the person)
 *   row key     = 32 random bytes, in the row as AES-256-GCM(wrapping)
 *   identity    = AES-256-GCM(row key), template = AES-256-GCM(row key)
 * </pre>
 *
 * Each ciphertext is bound to its person and its place: rows and columns cannot be swapped. AES-GCM as Tink has it: 12
 * bytes of nonce, ciphertext, 16 bytes of tag. The master key and the index key are changed by opening and sealing the
 * first two alone. The finding half tells who has the master key no more than the row secret does: a guess at the number
 * can be checked by either, at the price of stretching it.
 */
final class RowSeal {
    static final int OVERHEAD = 28;
    private static final int KEY = 32;

    private final MasterKey masterKey;
    private final Aead master;
    private final DocumentIndex index;
    private final SecureRandom random;

    RowSeal(MasterKey masterKey, DocumentIndex index, SecureRandom random) {
        this.masterKey = masterKey;
        this.master = masterKey.aead();
        this.index = index;
        this.random = random;
    }

    SealedPerson seal(StretchedNumber number, Identity identity, @Nullable FaceTemplate template, Instant enrolledAt) {
        var person = identity.person();
        var finding = number.findingHalf();
        var secret = random(KEY);
        var rowKey = random(KEY);
        try {
            var row = new AesGcmJce(rowKey);
            return new SealedPerson(
                    outer(person, finding, secret),
                    wrapping(secret, number.openingHalf(), person).encrypt(rowKey, place("row-key", person)),
                    sealed(row, IdentityLayout.write(identity), "identity", person),
                    template == null ? null : sealed(row, TemplateLayout.write(template), "template", person),
                    template == null ? null : template.model() + " " + template.version(),
                    enrolledAt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a row cannot be sealed");
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(rowKey, (byte) 0);
            Arrays.fill(finding, (byte) 0);
        }
    }

    private Outer outer(UUID person, byte[] finding, byte[] secret) throws GeneralSecurityException {
        return new Outer(
                person,
                index.primary(finding),
                index.name(),
                masterKey.name(),
                master.encrypt(finding, place("finding", person)),
                master.encrypt(secret, place("row-secret", person)));
    }

    /** Of the keys that seal now. */
    People.Keys keys() {
        return new People.Keys(index.name(), masterKey.name());
    }

    /** The same under the newest keys; the index stays where what finds the row was not kept. */
    Outer renewed(Outer row) {
        var person = row.person();
        try {
            var secret = master.decrypt(row.rowSecret(), place("row-secret", person));
            try {
                if (row.finding() == null) {
                    var sealed = master.encrypt(secret, place("row-secret", person));
                    return new Outer(person, row.index(), row.indexKey(), masterKey.name(), null, sealed);
                }
                var finding = master.decrypt(row.finding(), place("finding", person));
                try {
                    return outer(person, finding, secret);
                } finally {
                    Arrays.fill(finding, (byte) 0);
                }
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a row does not open under any master key");
        }
    }

    /** What a row holds; the template is null where the face was withdrawn. */
    record Opened(Identity identity, @Nullable FaceTemplate template) {
        @Override
        public String toString() {
            return "Opened";
        }
    }

    /** Fails where the key or the number is another's: a row that was found by its number opens with it. */
    Opened open(SealedPerson row, byte[] openingHalf) {
        var person = row.person();
        try {
            var secret = master.decrypt(row.outer().rowSecret(), place("row-secret", person));
            var rowKey = wrapping(secret, openingHalf, person).decrypt(row.rowKey(), place("row-key", person));
            Arrays.fill(secret, (byte) 0);
            var opening = new AesGcmJce(rowKey);
            Arrays.fill(rowKey, (byte) 0);
            var identity = opening.decrypt(row.identity(), place("identity", person));
            var read = IdentityLayout.read(identity);
            Arrays.fill(identity, (byte) 0);
            return new Opened(read, template(opening, row));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a row does not open under the number that found it");
        }
    }

    private static @Nullable FaceTemplate template(Aead rowKey, SealedPerson row) throws GeneralSecurityException {
        var sealed = row.template();
        if (sealed == null) {
            return null;
        }
        var bytes = rowKey.decrypt(sealed, place("template", row.person()));
        try {
            return TemplateLayout.read(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] sealed(Aead rowKey, byte[] content, String column, UUID person)
            throws GeneralSecurityException {
        try {
            return rowKey.encrypt(content, place(column, person));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static Aead wrapping(byte[] secret, byte[] openingHalf, UUID person) throws GeneralSecurityException {
        var material = ByteBuffer.allocate(secret.length + openingHalf.length)
                .put(secret)
                .put(openingHalf)
                .array();
        var key = Hkdf.computeHkdf("HMACSHA256", material, new byte[0], place("row-key", person), KEY);
        try {
            return new AesGcmJce(key);
        } finally {
            Arrays.fill(material, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] place(String column, UUID person) {
        return ("vouch/vault/v1/" + column + "/" + person).getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] random(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
