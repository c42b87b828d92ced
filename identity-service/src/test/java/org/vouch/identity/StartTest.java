package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vouch.identity.platform.Keysets;
import org.vouch.identity.testing.IdentityPlatform;

/** Without its keys and secrets the service does not start: none has a default. */
class StartTest {

    @ParameterizedTest
    @CsvSource({
        "vouch.vault.master-keyset,org.vouch.identity.vault.VaultConfig,vouch.vault",
        "vouch.vault.index-keyset,org.vouch.identity.vault.VaultConfig,vouch.vault",
        "vouch.sessions.keyset,org.vouch.identity.facesession.FaceSessionConfig,vouch.sessions",
        "vouch.proof.public-keyset,org.vouch.identity.presence.ProofConfig,vouch.proof",
        "vouch.tokens.signing-keys,org.vouch.identity.signing.SigningConfig,vouch.tokens",
        "vouch.clients.file,org.vouch.identity.token.ClientsConfig,vouch.clients",
        "vouch.registry.key,org.vouch.identity.enrolment.registry.RegistryConfig,vouch.registry"
    })
    void aMissingSecurityValueStopsTheStart(String missing, Class<?> mapping, String prefix) throws IOException {
        var values = new HashMap<>(Map.of(
                "vouch.vault.master-keyset", "a",
                "vouch.vault.index-keyset", "a",
                "vouch.sessions.keyset", "a",
                "vouch.proof.public-keyset", "a",
                "vouch.tokens.signing-keys", "a",
                "vouch.clients.file", "a",
                "vouch.registry.key", "a"));
        assertThat(mapped(values, mapping, prefix)).isNotNull();
        values.remove(missing);
        assertThatThrownBy(() -> mapped(values, mapping, prefix)).hasMessageContaining(missing);

        var shipped = new Properties();
        try (var in = StartTest.class.getResourceAsStream("/application.properties")) {
            shipped.load(in);
        }
        assertThat(shipped).doesNotContainKey(missing).doesNotContainKey("quarkus.datasource.password");
    }

    @Test
    void aKeyFileOfAnotherKindStopsTheStart() throws IOException {
        var keys = IdentityPlatform.keys();
        assertThatThrownBy(() -> Keysets.aead(keys.resolve("vault-index.json")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Keysets.prf(keys.resolve("vault-master.json")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Keysets.sealingOnly(keys.resolve("proof-private.json")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Keysets.aead(Path.of("none"))).isInstanceOf(IllegalStateException.class);
        var broken = Files.writeString(Files.createTempFile("keyset", ".json"), "{\"key\": \"secret text\"}");
        assertThatThrownBy(() -> Keysets.aead(broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret text");
        Files.delete(broken);
    }

    private static Object mapped(Map<String, String> values, Class<?> mapping, String prefix) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping, prefix)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMappingIgnore("vouch.**")
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(mapping, prefix);
    }
}
