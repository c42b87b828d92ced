package org.vouch.identity.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.ForgedJws;
import org.vouch.audit.client.testing.TestTokens;

class CamerasTest {
    private static final String GATE = "west-gate";
    private static final String SESSION = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final byte[] ONE = "one".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TWO = "two".getBytes(StandardCharsets.US_ASCII);

    private final PublicJsonWebKey camera = TestTokens.freshKey();

    @TempDir
    Path folder;

    @Test
    void whereNoCameraIsEnrolledAnythingIsTaken() throws IOException {
        var none = new Cameras(Optional::empty, new ObjectMapper());
        for (var session : List.of(none.attested(GATE, SESSION, null), cameras().attested("other", SESSION, null))) {
            assertThat(session.accepts(0, 0, ONE)).isTrue();
            assertThat(session.isWhole(7)).isTrue();
        }
        assertThat(cameras().attested(null, SESSION, null).accepts(0, 0, ONE)).isTrue();
    }

    @Test
    void whatIsSignedIsTakenInItsOrder() throws IOException {
        var capture = cameras().attested(GATE, SESSION, signed(statement()));
        assertThat(capture.accepts(0, 0, ONE)).isTrue();
        assertThat(capture.accepts(1, 2, TWO)).isTrue();
        assertThat(capture.isWhole(2)).isTrue();

        assertThat(capture.accepts(0, 0, TWO)).as("another picture").isFalse();
        assertThat(capture.accepts(0, 2, ONE)).as("another step").isFalse();
        assertThat(capture.accepts(1, 0, ONE)).as("another place").isFalse();
        assertThat(capture.accepts(2, 2, TWO)).as("one too many").isFalse();
        assertThat(capture.isWhole(1)).as("one too few").isFalse();
        assertThat(capture.isWhole(0)).isFalse();
    }

    @Test
    void withoutAStatementOrWithAnotherNothingIsTaken() throws IOException {
        refused(GATE, SESSION, null);
        refused(GATE, "BBBBBBBBBBBBBBBBBBBBBB", signed(statement()));
        refused(GATE, SESSION, "");
        refused(GATE, SESSION, "a.b.c");
        refused(GATE, SESSION, TestTokens.sign(statement(), "capture+jwt", TestTokens.freshKey()));
        refused(GATE, SESSION, TestTokens.sign(statement(), "at+jwt", camera));
        // Nobody could check it.
        refused("other", SESSION, signed(statement()));
        refused(null, SESSION, signed(statement()));
    }

    @Test
    void aStatementHasExactlyItsClaims() throws IOException {
        var hash = hash(ONE);
        for (var frames : List.<Object>of(
                "all",
                7,
                Map.of("step", 0, "sha256", hash),
                List.of("x"),
                List.of(Map.of("step", 0)),
                List.of(Map.of("sha256", hash)),
                List.of(Map.of("step", "0", "sha256", hash)),
                List.of(Map.of("step", .5, "sha256", hash)),
                List.of(Map.of("step", 0, "sha256", "?")),
                List.of(Map.of("step", 0, "sha256", 7)),
                new ArrayList<>(java.util.Collections.nCopies(13, Map.of("step", 0, "sha256", hash))))) {
            var claims = statement();
            claims.setClaim("frames", frames);
            refused(GATE, SESSION, signed(claims));
        }
        for (var name : List.of("session", "frames")) {
            var claims = statement();
            claims.unsetClaim(name);
            refused(GATE, SESSION, signed(claims));
        }
        var claims = statement();
        claims.setClaim("session", 7);
        refused(GATE, SESSION, signed(claims));
    }

    @Test
    void noForgedStatementIsTaken() throws IOException {
        var cameras = cameras();
        var all = new SoftAssertions();
        for (var forged : ForgedJws.of(statement(), "capture+jwt", camera, URI.create("http://localhost:1/"))) {
            all.assertThat(cameras.attested(GATE, SESSION, forged.token()))
                    .as(forged.how())
                    .isInstanceOf(Capture.Nothing.class);
        }
        all.assertAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[{\"client\":\"a\"}]",
                "[{\"jwks\":{\"keys\":[]}}]",
                "[{\"client\":\"a\",\"jwks\":{\"keys\":[]}}]",
                "[{\"client\":\"a\",\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"kid\":\"k\",\"k\":\"AAAA\"}]}}]"
            })
    void aFaultyListStopsTheStart(String json) {
        assertThatThrownBy(() -> cameras(json)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPrivateKeyAnUnnamedKeyOrAClientTwiceStopsTheStart() {
        var one = camera.toJson(OutputControlLevel.PUBLIC_ONLY);
        var unnamed = TestTokens.freshKey();
        unnamed.setKeyId(null);
        for (var keys : List.of(
                camera.toJson(OutputControlLevel.INCLUDE_PRIVATE),
                unnamed.toJson(OutputControlLevel.PUBLIC_ONLY),
                one + "," + one)) {
            assertThatThrownBy(() -> cameras("[" + listed(keys) + "]")).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> cameras("[" + listed(one) + "," + listed(one) + "]"))
                .isInstanceOf(IllegalStateException.class);
    }

    private void refused(@Nullable String opener, String session, @Nullable String statement) throws IOException {
        var capture = cameras().attested(opener, session, statement);
        assertThat(capture.accepts(0, 0, ONE)).isFalse();
        assertThat(capture.isWhole(2)).isFalse();
    }

    private static String listed(String keys) {
        return "{\"client\":\"" + GATE + "\",\"jwks\":{\"keys\":[" + keys + "]}}";
    }

    private Cameras cameras() throws IOException {
        return cameras("[{\"client\":\"" + GATE + "\",\"jwks\":"
                + new JsonWebKeySet(camera, TestTokens.freshKey()).toJson(OutputControlLevel.PUBLIC_ONLY) + "}]");
    }

    private Cameras cameras(String json) throws IOException {
        var file = Files.writeString(folder.resolve("cameras.json"), json);
        return new Cameras(() -> Optional.of(file), new ObjectMapper());
    }

    private String signed(JwtClaims claims) {
        return TestTokens.sign(claims, "capture+jwt", camera);
    }

    private static JwtClaims statement() {
        var claims = new JwtClaims();
        claims.setClaim("session", SESSION);
        claims.setClaim(
                "frames", List.of(Map.of("step", 0, "sha256", hash(ONE)), Map.of("step", 2, "sha256", hash(TWO))));
        return claims;
    }

    private static String hash(byte[] picture) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(picture));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
