package org.vouch.audit.pseudonym;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Makes pseudonyms with a key that is not in the database, so that the tables alone tell neither who looked nor whom
 * they looked at, and no list of person ids finds anybody in them.
 *
 * <p>A person has one pseudonym as a subject and an unrelated one as a requester; a helper has an unrelated handle with
 * every subject. The primary key of the keyset names; older ones still find what they named.
 */
@Startup
@ApplicationScoped
public class Pseudonyms {
    private static final String SUBJECT = "subject";
    private static final String REQUESTER = "requester";
    private static final String PAIR = "pair";
    private static final String MASK = "mask";
    private static final int HANDLE_BYTES = 2;
    /** What every PRF of Tink gives at least. */
    private static final int MASK_BLOCK = 16;

    private final PrfSet keys;

    @Inject
    Pseudonyms(PseudonymConfig config) {
        this(read(config.keyset()));
    }

    public Pseudonyms(PrfSet keys) {
        this.keys = keys;
    }

    public Pseudonym ofSubject(UUID person) {
        return Pseudonym.of(primary(input(SUBJECT, bytes(person)), Pseudonym.BYTES));
    }

    /** The person's pseudonyms under every key of the set, the present one among them. */
    public List<Pseudonym> everyOneOfSubject(UUID person) {
        var input = input(SUBJECT, bytes(person));
        try {
            var all = new ArrayList<Pseudonym>();
            for (var key : all()) {
                all.add(Pseudonym.of(key.compute(input, Pseudonym.BYTES)));
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every pseudonym key gives %d bytes".formatted(Pseudonym.BYTES), e);
        }
    }

    /** {@code id} is a person's UUID, a client id or the handle of someone without a token. */
    public Pseudonym ofRequester(String id) {
        return Pseudonym.of(primary(input(REQUESTER, id.getBytes(StandardCharsets.UTF_8)), Pseudonym.BYTES));
    }

    /** The requester's pseudonyms under every key of the set, the present one among them. */
    public List<Pseudonym> everyOneOfRequester(String id) {
        var input = input(REQUESTER, id.getBytes(StandardCharsets.UTF_8));
        return all().stream()
                .map(key -> Pseudonym.of(computed(key, input, Pseudonym.BYTES)))
                .toList();
    }

    /**
     * Four hexadecimal digits by which this subject knows this requester again. Two subjects who compare theirs learn
     * nothing.
     */
    public String handle(Pseudonym requester, Pseudonym subject) {
        var pair = ByteBuffer.allocate(2 * Pseudonym.BYTES)
                .put(requester.bytes())
                .put(subject.bytes())
                .array();
        var digits = ByteBuffer.wrap(primary(input(PAIR, pair), HANDLE_BYTES)).getShort();
        return String.format(Locale.ROOT, "%04X", digits & 0xffff);
    }

    /**
     * The requester of one record, readable with the key alone: what has to be enforced is enforced by id. The same text in
     * another record is other bytes.
     */
    public byte[] masked(String requester, UUID record) {
        var text = requester.getBytes(StandardCharsets.UTF_8);
        return xor(text, offset -> primary(maskOf(record, offset), MASK_BLOCK));
    }

    /** Empty unless the bytes, of this record, hide the very requester whom the pseudonym names: they are not signed otherwise. */
    public Optional<String> unmasked(byte[] masked, UUID record, Pseudonym requester) {
        for (var key : all()) {
            var text = xor(masked, offset -> computed(key, maskOf(record, offset), MASK_BLOCK));
            if (Pseudonym.of(computed(key, input(REQUESTER, text), Pseudonym.BYTES))
                    .equals(requester)) {
                return Optional.of(new String(text, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    private static byte[] xor(byte[] text, IntFunction<byte[]> blockAt) {
        var other = new byte[text.length];
        var block = new byte[0];
        for (var i = 0; i < text.length; i++) {
            block = i % MASK_BLOCK == 0 ? blockAt.apply(i) : block;
            other[i] = (byte) (text[i] ^ block[i % MASK_BLOCK]);
        }
        return other;
    }

    /** Of one record and place in its text: no two inputs are the same, for a record's id is used once. */
    private static byte[] maskOf(UUID record, int offset) {
        return input(
                MASK, ByteBuffer.allocate(20).put(bytes(record)).putInt(offset).array());
    }

    private Collection<Prf> all() {
        try {
            return keys.getPrfs().values();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a keyset that could be read has keys", e);
        }
    }

    private static byte[] computed(Prf key, byte[] input, int length) {
        try {
            return key.compute(input, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every pseudonym key gives %d bytes".formatted(length), e);
        }
    }

    private byte[] primary(byte[] input, int length) {
        try {
            return keys.computePrimary(input, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the pseudonym key gives %d bytes".formatted(length), e);
        }
    }

    /** {@code domain 0x00 value}: no input of one domain is one of another. */
    private static byte[] input(String domain, byte[] value) {
        var name = domain.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(name.length + 1 + value.length)
                .put(name)
                .put((byte) 0)
                .put(value)
                .array();
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static PrfSet read(Path keyset) {
        try {
            PrfConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(keyset), InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), PrfSet.class);
        } catch (IOException | GeneralSecurityException e) {
            // Without the cause: its message may quote the file.
            throw new IllegalStateException("vouch.pseudonyms.keyset is not a readable Tink PRF keyset ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
