package org.vouch.audit.testing;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.vouch.audit.pseudonym.Pseudonyms;

/** Keys made when the tests start, the log's processes, and a folder for the state of the rules. */
public class AuditKeys implements QuarkusTestResourceLifecycleManager {
    private final LogProcesses log = new LogProcesses();

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

    /** Pseudonyms of the keys in this file and of a newer one, which is primary. */
    public static Pseudonyms rotated(Path keyset) {
        try {
            return new Pseudonyms(KeysetHandle.newBuilder(TinkJsonProtoKeysetFormat.parseKeyset(
                            Files.readString(keyset), InsecureSecretKeyAccess.get()))
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HMAC_SHA256_PRF)
                            .withRandomId()
                            .makePrimary())
                    .build()
                    .getPrimitive(RegistryConfiguration.get(), PrfSet.class));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeysetHandle sealKeyset() {
        try {
            AeadConfig.register();
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
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
        var settings = new HashMap<>(log.start());
        settings.put("vouch.pseudonyms.keyset", file(keyset()).toString());
        // No test waits for a minute.
        settings.put("vouch.thresholds.held-back", "PT0S");
        settings.put("vouch.log.seal-keyset", file(sealKeyset()).toString());
        // Short enough to be waited for.
        settings.put("vouch.alert-stream.heartbeat", "1s");
        settings.put("vouch.alert-stream.slowest", "2s");
        settings.putAll(Sinks.settings());
        try {
            settings.put(
                    "vouch.detection.state-folder",
                    Files.createTempDirectory("vouch-test-detection").toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return settings;
    }

    @Override
    public void stop() {
        log.stop();
    }
}
