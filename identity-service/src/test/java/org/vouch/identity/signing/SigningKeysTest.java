package org.vouch.identity.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.administration.AdminAct;
import org.vouch.identity.signing.RevokedKeys.Verdict;

class SigningKeysTest {
    private final Path folder;
    private final KnownRevokedKeys revoked = new KnownRevokedKeys(new NoTable());

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
    void aRevokedKeyIsAsIfItWereNotThere() throws Exception {
        var first = TestTokens.freshKey();
        var second = TestTokens.freshKey();
        var keys = keys(new JsonWebKeySet(first, second).toJson(OutputControlLevel.INCLUDE_PRIVATE));
        assertThat(signer(keys)).isEqualTo(first.getKeyId());
        revoked.add(first.getKeyId());
        assertThat(signer(keys)).isEqualTo(second.getKeyId());
        assertThat(keys.key(first.getKeyId())).isEmpty();
        assertThat(keys.published()).contains(second.getKeyId()).doesNotContain(first.getKeyId());
        keys.check(new StartupEvent());
        revoked.add(second.getKeyId());
        assertThatThrownBy(() -> keys.check(new StartupEvent())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theLastKeyIsNotRevokedNorOneThatIsNotThere() throws Exception {
        var first = TestTokens.freshKey();
        var second = TestTokens.freshKey();
        var keys = keys(new JsonWebKeySet(first, second).toJson(OutputControlLevel.INCLUDE_PRIVATE));
        assertThat(keys.onRevoking(first.getKeyId(), Set.of())).isEqualTo(Verdict.ALLOWED);
        assertThat(keys.onRevoking(first.getKeyId(), Set.of("of an older file")))
                .isEqualTo(Verdict.ALLOWED);
        assertThat(keys.onRevoking(first.getKeyId(), Set.of(second.getKeyId()))).isEqualTo(Verdict.LAST);
        assertThat(keys.onRevoking("another", Set.of())).isEqualTo(Verdict.UNKNOWN);
    }

    private static String signer(SigningKeys keys) throws JoseException {
        var jws = new JsonWebSignature();
        jws.setCompactSerialization(keys.sign(new JwtClaims(), "JWT"));
        return jws.getKeyIdHeaderValue();
    }

    /** What is revoked is said by the test, not by a table. */
    private static final class NoTable implements RevokedKeys {
        @Override
        public Uni<Set<String>> all() {
            throw new AssertionError("not asked");
        }

        @Override
        public Uni<Outcome> revoke(AdminAct act, OutgoingEvent revoked, Function<Set<String>, Verdict> verdict) {
            throw new AssertionError("not asked");
        }
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
            return new SigningKeys(() -> file, revoked);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
