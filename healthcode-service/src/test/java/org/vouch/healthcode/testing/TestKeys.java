package org.vouch.healthcode.testing;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.vouch.audit.client.testing.TestTokens;

/**
 * The key files that the service cannot start without, made once per JVM; the halves that others hold stay here. Kept
 * in system properties, because a test framework loads this class several times.
 */
public final class TestKeys implements QuarkusTestResourceLifecycleManager {
    private static final Object OF_THE_JVM = System.class;
    private static final String PROPERTY = "vouch.test.healthcode.";

    @Override
    public Map<String, String> start() {
        synchronized (OF_THE_JVM) {
            if (System.getProperty(PROPERTY + "proof") == null) {
                make();
            }
        }
        return Map.of(
                "vouch.passes.signing-keys", file("passes"),
                "vouch.passes.handle-keyset", file("handles"),
                "vouch.proof.private-keyset", file("proof"));
    }

    @Override
    public void stop() {
        // The keys are the JVM's.
    }

    /** Seals to the service as identity-service does. */
    public static byte[] seal(String plain, String proofId) {
        try {
            HybridConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(
                            Files.readString(Path.of(file("proof"))), InsecureSecretKeyAccess.get())
                    .getPublicKeysetHandle()
                    .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
                    .encrypt(plain.getBytes(StandardCharsets.UTF_8), proofId.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String aeadKeyset() {
        try {
            AeadConfig.register();
            return text(KeysetHandle.generateNew(KeyTemplates.get("AES128_GCM_RAW")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A JWK set of one private key. */
    public static String signingKeys() {
        return new JsonWebKeySet(TestTokens.freshKey()).toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
    }

    private static void make() {
        try {
            HybridConfig.register();
            keep("passes", signingKeys());
            keep("handles", aeadKeyset());
            keep(
                    "proof",
                    text(KeysetHandle.generateNew(
                            KeyTemplates.get("DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM"))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    }

    public static String file(String name) {
        return java.util.Objects.requireNonNull(System.getProperty(PROPERTY + name));
    }

    private static void keep(String name, String content) {
        System.setProperty(PROPERTY + name, write(name, content).toString());
    }

    public static Path write(String name, String content) {
        try {
            var file = Files.createTempFile("vouch-test-" + name, ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, content);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
