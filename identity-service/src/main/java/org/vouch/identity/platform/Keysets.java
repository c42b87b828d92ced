package org.vouch.identity.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * Tink keysets from JSON files. A file that is missing, malformed or of another kind stops the start: nothing runs with a
 * key that was made up.
 */
public final class Keysets {
    private Keysets() {}

    public static Aead aead(Path file) {
        try {
            return aeadKeyset(file).getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw unusable(file, e);
        }
    }

    /** With the ids of its keys. */
    public static KeysetHandle aeadKeyset(Path file) {
        try {
            AeadConfig.register();
            var keyset = TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
            // Of another kind it would be found out at the first use.
            keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
            return keyset;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(file, e);
        }
    }

    public static PrfSet prf(Path file) {
        try {
            PrfConfig.register();
            return secret(file, PrfSet.class);
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(file, e);
        }
    }

    /** The public half: whoever holds it seals and cannot open. */
    public static HybridEncrypt sealingOnly(Path file) {
        try {
            HybridConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(Files.readString(file))
                    .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(file, e);
        }
    }

    private static <T> T secret(Path file, Class<T> kind) throws GeneralSecurityException, IOException {
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), kind);
    }

    private static IllegalStateException unusable(Path file, Exception cause) {
        return new IllegalStateException("the keyset " + file.getFileName() + " cannot be used: "
                + cause.getClass().getSimpleName());
    }
}
