package org.vouch.healthcode.pass;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.util.Bytes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals a person into a pass: 12 bytes of fresh nonce, 16 of ciphertext, 16 of tag, by AES-128-GCM. No two handles of
 * one person have anything in common, and nothing about a pass is stored.
 */
@ApplicationScoped
class PassHandles {
    private static final byte[] PURPOSE = "vouch pass".getBytes(StandardCharsets.US_ASCII);

    private final Aead seal;

    PassHandles(PassConfig config) {
        this.seal = open(config.handleKeyset());
    }

    /** A keyset that gives handles of another length cannot make a pass: better known now than at the first one. */
    void check(@Observes StartupEvent event) {
        if (seal(new UUID(0, 0)).size() != PassBytes.HANDLE) {
            throw new IllegalStateException("the keyset of pass handles is not of AES128_GCM_RAW");
        }
    }

    Bytes seal(UUID person) {
        var plain = ByteBuffer.allocate(16)
                .putLong(person.getMostSignificantBits())
                .putLong(person.getLeastSignificantBits());
        try {
            return Bytes.copyFrom(seal.encrypt(plain.array(), PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a handle can always be sealed", e);
        }
    }

    /** Empty for a handle that was not sealed here. */
    Optional<UUID> open(Bytes handle) {
        try {
            var plain = ByteBuffer.wrap(seal.decrypt(handle.toByteArray(), PURPOSE));
            return Optional.of(new UUID(plain.getLong(), plain.getLong()));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private static Aead open(Path keyset) {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(keyset), InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the keyset of pass handles cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyset of pass handles is not one of AEAD keys");
        }
    }
}
