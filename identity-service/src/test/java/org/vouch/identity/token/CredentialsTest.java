package org.vouch.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.TestTokens;

/** What is read from files and from callers: taken exactly, or not at all. */
class CredentialsTest {
    private static final String SHA256_OF_SECRET = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    private final Path folder;

    CredentialsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aClientIsKnownByItsSecretAlone() throws IOException {
        var clients =
                clients("[{\"id\":\"gate\",\"secretSha256\":\"" + SHA256_OF_SECRET + "\",\"role\":\"checkpoint\"}]");
        assertThat(clients.authenticate("gate", "secret")).isPresent();
        assertThat(clients.authenticate("gate", "Secret")).isEmpty();
        assertThat(clients.authenticate("gate", "")).isEmpty();
        assertThat(clients.authenticate("other", "secret")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[{\"id\":\"a\",\"secretSha256\":\"00\",\"role\":\"checkpoint\"}]",
                "[{\"id\":\"a\",\"role\":\"checkpoint\"}]",
                "[{\"id\":\"a\",\"jwks\":{\"keys\":[]},\"role\":\"checkpoint\"}]",
                "[{\"id\":\"a\",\"jwks\":{\"keys\":\"x\"},\"role\":\"checkpoint\"}]",
                "[{\"id\":\"a\",\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]},\"role\":\"checkpoint\"}]",
                "[{\"id\":\"a\",\"secretSha256\":\"" + SHA256_OF_SECRET + "\",\"role\":\"resident\"}]",
                "[{\"id\":\"a\",\"secretSha256\":\"" + SHA256_OF_SECRET + "\",\"role\":\"king\"}]",
                "[{\"id\":\"a\",\"secretSha256\":\"" + SHA256_OF_SECRET + "\",\"role\":\"lab\"},"
                        + "{\"id\":\"a\",\"secretSha256\":\"" + SHA256_OF_SECRET + "\",\"role\":\"admin\"}]"
            })
    void aFaultyListStopsTheStart(String json) {
        assertThatThrownBy(() -> clients(json)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPrivateKeyInTheListStopsTheStart() {
        var pair = TestTokens.freshKey();
        var listed = "[{\"id\":\"a\",\"jwks\":{\"keys\":[%s]},\"role\":\"checkpoint\"}]";
        assertThatCode(() -> clients(listed.formatted(pair.toJson(OutputControlLevel.PUBLIC_ONLY))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> clients(listed.formatted(pair.toJson(OutputControlLevel.INCLUDE_PRIVATE))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining(pair.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }

    @Test
    void aKeyForSomethingElseInTheListStopsTheStart() {
        var encrypting = TestTokens.freshKey();
        encrypting.setUse("enc");
        var deriving = TestTokens.freshKey();
        deriving.setKeyOps(List.of("deriveKey"));
        var ofAnotherAlgorithm = TestTokens.freshKey();
        ofAnotherAlgorithm.setAlgorithm("ECDH-ES");
        for (var key : List.of(encrypting, deriving, ofAnotherAlgorithm)) {
            var listed = "[{\"id\":\"a\",\"jwks\":{\"keys\":[%s]},\"role\":\"checkpoint\"}]"
                    .formatted(key.toJson(OutputControlLevel.PUBLIC_ONLY));
            assertThatThrownBy(() -> clients(listed)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aRefreshTokenNamesItsFamilyAndIsNeverPrinted() {
        var family = UUID.randomUUID();
        var token = RefreshToken.of(family, new SecureRandom());
        var read = RefreshToken.read(token.text()).orElseThrow();
        assertThat(read.family()).isEqualTo(family);
        assertThat(read.hash()).isEqualTo(token.hash()).hasSize(32);
        assertThat(RefreshToken.of(family, new SecureRandom()).hash()).isNotEqualTo(token.hash());
        assertThat(token).hasToString("RefreshToken");
    }

    private Clients clients(String json) throws IOException {
        var file = Files.writeString(folder.resolve("clients.json"), json);
        return new Clients(() -> file, new ObjectMapper());
    }
}
