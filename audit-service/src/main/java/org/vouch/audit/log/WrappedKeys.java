package org.vouch.audit.log;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/**
 * Subjects' keys as the database holds them: wrapped by a key that it does not hold, each bound to its subject, so that
 * the tables alone open nothing and no wrapped key opens for another subject.
 */
@Startup
@ApplicationScoped
public class WrappedKeys {
    private final Aead master;
    private final SecureRandom random;

    @Inject
    WrappedKeys(LogConfig config, SecureRandom random) {
        this(config.sealKeyset(), random);
    }

    WrappedKeys(Path keyset, SecureRandom random) {
        this(read(keyset), random);
    }

    WrappedKeys(Aead master, SecureRandom random) {
        this.master = master;
        this.random = random;
    }

    /** A new key for this subject, wrapped. */
    public byte[] make(byte[] subject) {
        var key = new byte[SubjectKey.BYTES];
        random.nextBytes(key);
        try {
            return master.encrypt(key, subject);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of vouch.log.seal-keyset wraps", e);
        }
    }

    /**
     * The key that was wrapped for this subject.
     *
     * @throws IllegalStateException if it was not, or under another keyset
     */
    public SubjectKey unwrap(byte[] subject, byte[] wrapped) {
        try {
            return new SubjectKey(master.decrypt(wrapped, subject));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a subject's key does not open under vouch.log.seal-keyset", e);
        }
    }

    Aead master() {
        return master;
    }

    private static Aead read(Path keyset) {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(keyset), InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (IOException | GeneralSecurityException e) {
            // Without the cause: its message may quote the file.
            throw new IllegalStateException("vouch.log.seal-keyset is not a readable Tink AEAD keyset ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
