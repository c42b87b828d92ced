package org.vouch.identity.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.audit.client.testing.TestTokens;

class SigningKeysTest {
    private final Path folder;

    SigningKeysTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void signsWithTheFirstKeyAndKnowsAll() throws Exception {
        var first = TestTokens.freshKey();
        var second = TestTokens.freshKey();
        var keys = keys(new JsonWebKeySet(first, second).toJson(OutputControlLevel.INCLUDE_PRIVATE));
        assertThat(keys.key(first.getKeyId())).contains(first.getPublicKey());
        assertThat(keys.key(second.getKeyId())).contains(second.getPublicKey());
        assertThat(keys.key("another")).isEmpty();
        assertThat(keys.published())
                .contains(first.getKeyId(), second.getKeyId())
                .doesNotContain("\"d\"");
    }

    @Test
    void aFaultyKeyFileStopsTheStart() throws JoseException {
        var publicOnly = new JsonWebKeySet(TestTokens.freshKey()).toJson(OutputControlLevel.PUBLIC_ONLY);
        var nameless =
                PublicJsonWebKey.Factory.newPublicJwk(TestTokens.freshKey().toJson(OutputControlLevel.INCLUDE_PRIVATE));
        nameless.setKeyId(null);
        var otherCurve = EcJwkGenerator.generateJwk(EllipticCurves.P384);
        otherCurve.setKeyId("k");
        for (var jwks : new String[] {
            "",
            "{}",
            "{\"keys\":[]}",
            publicOnly,
            new JsonWebKeySet(nameless).toJson(OutputControlLevel.INCLUDE_PRIVATE),
            new JsonWebKeySet(otherCurve).toJson(OutputControlLevel.INCLUDE_PRIVATE),
            "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"k\"}]}"
        }) {
            assertThatThrownBy(() -> keys(jwks)).isInstanceOf(IllegalStateException.class);
        }
    }

    private SigningKeys keys(String jwks) {
        try {
            var file = Files.writeString(folder.resolve("keys.json"), jwks);
            return new SigningKeys(() -> file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
