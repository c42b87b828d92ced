package org.vouch.audit.testing;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.vouch.audit.pseudonym.Pseudonyms;

/** A pseudonym key made when the tests start, and a folder for the state of the rules. */
public class AuditKeys implements QuarkusTestResourceLifecycleManager {

    /** Pseudonyms of a key that nobody else has. */
    public static Pseudonyms pseudonyms() {
        try {
            return new Pseudonyms(keyset().getPrimitive(RegistryConfiguration.get(), PrfSet.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeysetHandle keyset() {
        try {
            PrfConfig.register();
            return KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Path file(KeysetHandle keyset) {
        try {
            var file = Files.createTempFile("vouch-test-pseudonyms", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file, TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            return Map.of(
                    "vouch.pseudonyms.keyset",
                    file(keyset()).toString(),
                    "vouch.detection.state-folder",
                    Files.createTempDirectory("vouch-test-detection").toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        // Nothing runs.
    }
}
