package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vouch.identity.attempt.PaceConfig;
import org.vouch.identity.delegation.DelegationConfig;
import org.vouch.identity.enrolment.registry.RegistryConfig;
import org.vouch.identity.facesession.FaceSessionConfig;
import org.vouch.identity.me.store.RemainsConfig;
import org.vouch.identity.platform.Keysets;
import org.vouch.identity.presence.ProofConfig;
import org.vouch.identity.staff.StaffConfig;
import org.vouch.identity.testing.IdentityPlatform;
import org.vouch.identity.testing.Settings;
import org.vouch.identity.token.IssuingConfig;
import org.vouch.identity.vault.VaultConfig;

/** What stops the start: a secret that is missing or of another kind, a bound of the contract that is passed. */
class StartTest {
    private static final Map<String, Class<?>> MAPPINGS = Map.of(
            "vouch.vault", VaultConfig.class,
            "vouch.sessions", FaceSessionConfig.class,
            "vouch.proof", ProofConfig.class,
            "vouch.tokens", IssuingConfig.class,
            "vouch.registry", RegistryConfig.class,
            "vouch.attempts", PaceConfig.class,
            "vouch.staff", StaffConfig.class,
            "vouch.delegations", DelegationConfig.class,
            "vouch.remains", RemainsConfig.class);

    private static final String[] NEEDED = {
        "vouch.vault.master-keyset=a",
        "vouch.vault.index-keyset=a",
        "vouch.sessions.keyset=a",
        "vouch.sessions.frames-keyset=a",
        "vouch.proof.public-keyset=a",
        "vouch.tokens.signing-keys=a",
        "vouch.clients.file=a",
        "vouch.registry.key=a",
        "vouch.registry.url=http://localhost:8090"
    };

    @ParameterizedTest
    @CsvSource({
        "vouch.vault.master-keyset,org.vouch.identity.vault.VaultConfig",
        "vouch.vault.index-keyset,org.vouch.identity.vault.VaultConfig",
        "vouch.sessions.frames-keyset,org.vouch.identity.facesession.FaceSessionConfig",
        "vouch.sessions.keyset,org.vouch.identity.facesession.FaceSessionConfig",
        "vouch.proof.public-keyset,org.vouch.identity.presence.ProofConfig",
        "vouch.tokens.signing-keys,org.vouch.identity.signing.SigningConfig",
        "vouch.clients.file,org.vouch.identity.token.ClientsConfig",
        "vouch.registry.key,org.vouch.identity.enrolment.registry.RegistryConfig"
    })
    void aSecurityValueHasNoDefault(String missing, Class<?> mapping) throws IOException {
        assertThat(Settings.of(mapping, NEEDED)).isNotNull();
        var without = Stream.of(NEEDED)
                .filter(line -> !line.startsWith(missing + "="))
                .toArray(String[]::new);
        assertThatThrownBy(() -> Settings.of(mapping, without)).hasMessageContaining(missing);
        for (var shipped : shipped()) {
            assertThat(shipped).doesNotContainKey(missing).doesNotContainKey("quarkus.datasource.password");
        }
    }

    /** Of this service and of everything that it is made of. */
    private static List<Properties> shipped() throws IOException {
        var all = new ArrayList<Properties>();
        for (var name : List.of("application.properties", "META-INF/microprofile-config.properties")) {
            for (var url : Collections.list(StartTest.class.getClassLoader().getResources(name))) {
                var properties = new Properties();
                try (var in = url.openStream()) {
                    properties.load(in);
                }
                all.add(properties);
            }
        }
        assertThat(all)
                .anySatisfy(one -> assertThat(one).containsKey("vouch.tokens.audience"))
                .anySatisfy(one -> assertThat(one).containsKey("quarkus.security.jaxrs.deny-unannotated-endpoints"));
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "vouch.sessions.life, 1s, 120s, 0s, 121s",
        "vouch.sessions.frames-remembered, 2m, 90d, 119s, 91d",
        "vouch.sessions.max-image-bytes, 1, 3145728, 0, 3145729",
        "vouch.sessions.max-images, 1, 12, 0, 13",
        "vouch.sessions.judged-at-once, 1, 64, 0, 65",
        "vouch.sessions.received-at-once, 1, 150, 0, 151",
        "vouch.sessions.received-at-once-per-peer, 1, 150, 0, 151",
        "vouch.sessions.received-bytes, 6291456, 67108864, 6291455, 67108865",
        "vouch.proof.life, 1s, 60s, 0s, 61s",
        "vouch.tokens.access-life, 1s, 600s, 0s, 601s",
        "vouch.tokens.login-life, 1m, 30d, 59s, 721h",
        "vouch.staff.invitation-life, 1m, 7d, 59s, 169h",
        "vouch.staff.session-life, 1m, 30d, 59s, 721h",
        "vouch.vault.stretch-at-once, 1, 64, 0, 65",
        "vouch.vault.stretch-waiting, 1, 1000, 0, 1001",
        "vouch.registry.max-portrait-bytes, 1, 3145728, 0, 3145729",
        "vouch.attempts.resident-free, 1, 1000, 0, 1001",
        "vouch.attempts.resident-every, 1s, 1h, 0s, 3601s",
        "vouch.attempts.checkpoint-free, 1, 1000, 0, 1001",
        "vouch.attempts.checkpoint-every, 1s, 1h, 0s, 3601s",
        "vouch.attempts.address-free, 1, 1000, 0, 1001",
        "vouch.attempts.address-every, 1s, 1h, 0s, 3601s",
        "vouch.delegations.longest, 1d, 365d, 23h, 366d",
        "vouch.remains.every, 1s, 25s, 0s, 26s",
        "vouch.remains.rewritten-up-to-bytes, 0, 1073741824, -1, 1073741825"
    })
    void aBoundIsKeptToAtTheStart(String name, String least, String most, String tooLittle, String tooMuch) {
        assertThat(started(name, least)).isNotNull();
        assertThat(started(name, most)).isNotNull();
        for (var beyond : List.of(tooLittle, tooMuch)) {
            assertThatThrownBy(() -> started(name, beyond))
                    .isInstanceOf(ConfigValidationException.class)
                    .hasMessageContaining(name);
        }
    }

    private static Object started(String name, String value) {
        var lines =
                Stream.concat(Stream.of(NEEDED), Stream.of(name + "=" + value)).toArray(String[]::new);
        return Settings.of(Objects.requireNonNull(MAPPINGS.get(name.substring(0, name.lastIndexOf('.')))), lines);
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
}
