package org.vouch.identity.testing;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.vouch.audit.client.testing.PlatformResource;
import org.vouch.audit.client.testing.TestTokens;

/**
 * The real PostgreSQL and Kafka, keys made at test start in the files that the launcher makes, and a civil registry that
 * speaks HTTP. Made once a JVM; what tests need of it is in system properties, because tests load classes several times.
 */
public class IdentityPlatform extends PlatformResource {
    /** A lock that all copies of this class share. */
    private static final Object OF_THE_JVM = System.class;

    public static final String CLIENT = "north-gate";
    public static final String CLIENT_SECRET = "a-secret-of-256-random-bits";
    /** Has a key pair, {@link #signer}, and no secret. */
    public static final String SIGNING_CLIENT = "south-gate";

    public static final String SERVICE = "testresult-service";
    private static final String SIGNER = "south-gate.jwk.json";
    /** Has a camera that signs, {@link #camera}. */
    public static final String SIGNING_CAMERA = "west-gate";

    /** Exists for nobody. */
    public static final String HONEY = Somebody.unknownNumber(33);

    private static final String CAMERA = "west-gate.jwk.json";
    private static final String FOLDER = "vouch.test.identity.keys";

    @Override
    public Map<String, String> start() {
        init(Map.of("database", "identity"));
        var settings = new HashMap<>(super.start());
        var folder = keys();
        settings.put(
                "vouch.tokens.signing-keys", folder.resolve("tokens.jwks.json").toString());
        settings.put(
                "vouch.vault.master-keyset", folder.resolve("vault-master.json").toString());
        settings.put(
                "vouch.vault.index-keyset", folder.resolve("vault-index.json").toString());
        settings.put("vouch.sessions.keyset", folder.resolve("sessions.json").toString());
        settings.put(
                "vouch.sessions.frames-keyset", folder.resolve("frames.json").toString());
        settings.put(
                "vouch.proof.public-keyset", folder.resolve("proof-public.json").toString());
        settings.put("vouch.clients.file", folder.resolve("clients.json").toString());
        settings.put("vouch.cameras.file", folder.resolve("cameras.json").toString());
        settings.put("vouch.honey.file", folder.resolve("honey.txt").toString());
        settings.put("vouch.honey.key", folder.resolve("honey.key").toString());
        settings.put("vouch.registry.url", "http://localhost:" + TestRegistry.port());
        settings.put("vouch.registry.key", TestRegistry.KEY);
        // All tests call from one address and most of them from one gate.
        settings.put("vouch.attempts.address-free", "1000");
        settings.put("vouch.attempts.checkpoint-free", "1000");
        settings.put("vouch.staff.public-url", TestTokens.ISSUER);
        return settings;
    }

    /** The folder of the key files. */
    public static Path keys() {
        synchronized (OF_THE_JVM) {
            var known = System.getProperty(FOLDER);
            if (known != null) {
                return Path.of(known);
            }
            try {
                var folder =
                        Files.createTempDirectory(Path.of("target"), "keys").toAbsolutePath();
                write(folder);
                System.setProperty(FOLDER, folder.toString());
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The pair of {@link #SIGNING_CLIENT}. */
    public static PublicJsonWebKey signer() {
        return pair(SIGNER);
    }

    /** The pair of the camera of {@link #SIGNING_CAMERA}. */
    public static PublicJsonWebKey camera() {
        return pair(CAMERA);
    }

    private static PublicJsonWebKey pair(String file) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(Files.readString(keys().resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path folder) throws IOException, GeneralSecurityException {
        var signer = TestTokens.freshKey();
        AeadConfig.register();
        PrfConfig.register();
        HybridConfig.register();
        Files.writeString(
                folder.resolve("tokens.jwks.json"),
                new JsonWebKeySet(TestTokens.freshKey(), TestTokens.key(), TestTokens.spare())
                        .toJson(OutputControlLevel.INCLUDE_PRIVATE));
        secret(folder.resolve("vault-master.json"), KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM")));
        secret(folder.resolve("vault-index.json"), KeysetHandle.generateNew(KeyTemplates.get("HMAC_SHA256_PRF")));
        secret(folder.resolve("sessions.json"), KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM")));
        secret(folder.resolve("frames.json"), KeysetHandle.generateNew(KeyTemplates.get("HMAC_SHA256_PRF")));
        var proof = KeysetHandle.generateNew(KeyTemplates.get("DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM"));
        secret(folder.resolve("proof-private.json"), proof);
        Files.writeString(
                folder.resolve("proof-public.json"),
                TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(proof.getPublicKeysetHandle()));
        Files.writeString(
                folder.resolve("clients.json"),
                """
                [{"id": "%s", "secretSha256": "%s", "role": "checkpoint", "label": "North Gate", "organisation": "Metro"},
                 {"id": "%s", "secretSha256": "%s", "role": "service", "label": null, "organisation": null},
                 {"id": "%s", "jwks": %s, "role": "checkpoint", "label": "South Gate", "organisation": "Metro"}]
                """
                        .formatted(
                                CLIENT,
                                sha256(CLIENT_SECRET),
                                SERVICE,
                                sha256(CLIENT_SECRET),
                                SIGNING_CLIENT,
                                new JsonWebKeySet(signer).toJson(OutputControlLevel.PUBLIC_ONLY)));
        var honeyKey = TestTokens.freshKey().getKeyId().getBytes(StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("honey.key"), HexFormat.of().formatHex(honeyKey));
        Files.writeString(folder.resolve("honey.txt"), hmac(honeyKey, "resident-id\0" + HONEY));
        Files.writeString(folder.resolve(SIGNER), signer.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        var camera = TestTokens.freshKey();
        Files.writeString(folder.resolve(CAMERA), camera.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        Files.writeString(
                folder.resolve("cameras.json"),
                "[{\"client\": \"%s\", \"jwks\": %s}]"
                        .formatted(SIGNING_CAMERA, new JsonWebKeySet(camera).toJson(OutputControlLevel.PUBLIC_ONLY)));
    }

    private static void secret(Path file, KeysetHandle keyset) throws IOException, GeneralSecurityException {
        Files.writeString(file, TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()));
    }

    private static String hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha256(String text) throws GeneralSecurityException {
        return java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                        .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
