package org.vouch.local.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void nobodyButTheOwnerCanReadAKey(@TempDir Path folder) throws Exception {
        KeyFiles keys = prepared(folder);

        assertThat(mode(keys.folder())).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(keys.folder())) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(13);
            for (Path file : all) {
                assertThat(mode(file)).as(file.toString()).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aSecondStartKeepsEveryKey(@TempDir Path folder) throws Exception {
        KeyFiles keys = prepared(folder);
        String before = contents(keys.folder());

        prepared(folder);

        assertThat(contents(keys.folder())).isEqualTo(before);
    }

    @Test
    void aLostKeyIsNoticedAndNotMadeAnew(@TempDir Path folder) throws Exception {
        KeyFiles keys = prepared(folder);
        assertThat(keys.lost()).isEmpty();

        Files.delete(keys.vaultMaster());

        assertThat(keys.lost()).containsExactly(keys.vaultMaster());
    }

    @Test
    void aSecondKeyForTokensStandsReady(@TempDir Path folder) throws Exception {
        JsonNode keys =
                new ObjectMapper().readTree(prepared(folder).tokens().toFile()).path("keys");

        assertThat(keys.findValuesAsText("kid")).containsExactly("tokens-1", "tokens-2");
        assertThat(keys.findValuesAsText("d")).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void clientsAreKnownByDigestsOnly(@TempDir Path folder) throws Exception {
        KeyFiles keys = prepared(folder);
        String secret = new Secrets(keys.secrets(), RANDOM).of("client.lab-aurora");

        String clients = Files.readString(keys.clients());

        assertThat(clients).doesNotContain(secret).contains(ClientsFile.sha256(secret));
        assertThat(ClientsFile.sha256("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void theSealedHandleOfAPassHasNoPrefix(@TempDir Path folder) throws Exception {
        AeadConfig.register();
        String keyset = Files.readString(prepared(folder).passHandle());
        Aead aead = TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), Aead.class);

        assertThat(aead.encrypt(new byte[16], new byte[0])).hasSize(12 + 16 + 16);
    }

    @Test
    void aSigningKeyIsAPrivateP256Jwk(@TempDir Path folder) throws Exception {
        JsonNode key = new ObjectMapper()
                .readTree(prepared(folder).tokens().toFile())
                .path("keys")
                .path(0);

        assertThat(key.path("kty").asText()).isEqualTo("EC");
        assertThat(key.path("crv").asText()).isEqualTo("P-256");
        assertThat(key.path("d").asText()).hasSize(43);
        assertThat(SigningKeys.coordinate(BigInteger.ONE)).hasSize(43).endsWith("AE");
        assertThat(SigningKeys.coordinate(BigInteger.ONE.shiftLeft(255)))
                .hasSize(43)
                .startsWith("gAAA");
    }

    private static KeyFiles prepared(Path folder) {
        KeyFiles keys = new KeyFiles(folder.resolve("keys")).prepare(RANDOM);
        ClientsFile.write(keys.clients(), Client.all(), new Secrets(keys.secrets(), RANDOM));
        return keys;
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String contents(Path folder) throws Exception {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                all.append(file).append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
