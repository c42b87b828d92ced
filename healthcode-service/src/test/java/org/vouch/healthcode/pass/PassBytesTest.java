package org.vouch.healthcode.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.util.Bytes;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.testing.TestKeys;

@SuppressWarnings("CanonicalDuration") // Windows are told in hours.
class PassBytesTest {
    /** Written by hand from the layout, signed by OpenSSL with a key made for this test. */
    private static final String GOLDEN_KEY =
            """
            {"kty":"EC","crv":"P-256","x":"Q7-VXDcgNfFat4W4lIO7fIZYrvgvzArxlaTfF-BIf7A",\
            "y":"1QOsP2hAlZdTjdGjxxrTF2sZjX9dvxiYjYFpqAAGpzo"}""";

    private static final String GOLDEN_UNSIGNED = "d28449a201260444771cfbf3a0584ba40165766f756368041a6b02a13c07582c"
            + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b"
            + "3a000100008265677265656e1818";
    private static final String GOLDEN_PASS = GOLDEN_UNSIGNED
            + "5840ce801c9fdfe0136313da61a345cdab2c84394c154bd38a388992d30cc46490d6"
            + "209965e71f11d6057c0b415c1626f7d4855802bb85cc987eaaaf6928da53432f";
    private static final String GOLDEN_TEXT =
            "RRQ+D9O60CO0R2FE%V8CKEP9.70Y/E $EX6DDF3/E0MQ7R6B100KB0*M0DY0W016C1PN1:Y1I12$C2BO2UZ2423ND3.O3G 3Z249E"
                    + "4SP42$4L35+E5/E7V50+20* CZKE1$C32327BY4Q$R3RDSDK2.M2KFC4$8ZSL9WG$R9GQ9ELHSHHSUQB$O/DIK54W*CX-3O2"
                    + "RUUF$B80 2*EVQ%GOF07-GNCJ0QLADD1RR9M8";

    private static final Instant EXPIRY = Instant.parse("2026-11-22T08:01:00Z");
    private static final Bytes KEY_ID = Bytes.copyFrom(HexFormat.of().parseHex("771cfbf3"));

    private final PassFixture fixture = PassFixture.ofSomebodyElse();

    @Test
    void writesTheGoldenVector() {
        assertThat(HexFormat.of().formatHex(PassBytes.unsigned(KEY_ID, golden())))
                .isEqualTo(GOLDEN_UNSIGNED);
    }

    @Test
    void readsTheGoldenVectorAndVerifiesWhatOpenSslSigned() throws Exception {
        var bytes = Base45.decode(GOLDEN_TEXT).orElseThrow();
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(GOLDEN_PASS);
        var parts = PassBytes.read(bytes).orElseThrow();
        assertThat(parts.content()).isEqualTo(golden());
        assertThat(parts.keyId()).isEqualTo(KEY_ID);
        var check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(((EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(GOLDEN_KEY)).getECPublicKey());
        check.update(parts.signed().toByteArray());
        assertThat(check.verify(parts.signature().toByteArray())).isTrue();
    }

    @Test
    void theKeyIdIsTheBeginningOfTheThumbprint() throws Exception {
        var keys = TestKeys.signingKeys().replace("}]}", "}," + GOLDEN_KEY + "]}");
        var known = PassFixture.of(
                TestKeys.write("passes", keys), TestKeys.write("handles", TestKeys.aeadKeyset()), "vouch");
        var parts = PassBytes.read(HexFormat.of().parseHex(GOLDEN_PASS)).orElseThrow();
        assertThat(known.keys.verify(KEY_ID, parts.signed(), parts.signature())).isTrue();
        assertThat(known.keys.publicKeys().get(1).kid()).isEqualTo("dxz78w");
    }

    @Test
    void isCoseAndCwtToAReaderThatNobodyHereWrote() throws IOException {
        var pass = fixture.bytes(content(Colour.YELLOW, null));
        var cose = cbor(pass);
        assertThat(pass[0] & 0xff).as("tag 18").isEqualTo(0xD2);
        assertThat(cose).hasSize(4);
        assertThat(cbor(cose.get(0).binaryValue()).get("1").intValue())
                .as("ES256")
                .isEqualTo(-7);
        assertThat(cbor(cose.get(0).binaryValue()).get("4").binaryValue())
                .isEqualTo(fixture.keys.signingKeyId().toByteArray());
        assertThat(cose.get(1).isEmpty()).isTrue();
        var claims = cbor(cose.get(2).binaryValue());
        assertThat(claims).hasSize(4);
        assertThat(claims.get("1").textValue()).isEqualTo("vouch");
        assertThat(claims.get("4").longValue()).isEqualTo(EXPIRY.getEpochSecond());
        assertThat(claims.get("7").binaryValue()).hasSize(44);
        assertThat(claims.get("-65537").get(0).textValue()).isEqualTo("yellow");
        assertThat(claims.get("-65537").get(1).isNull()).isTrue();
        assertThat(cose.get(3).binaryValue()).hasSize(64);
    }

    @ParameterizedTest
    @EnumSource(Colour.class)
    void everyPassFitsAndReadsBackAsItWasWritten(Colour colour) {
        for (@Nullable Duration window : Arrays.asList(null, Duration.ofHours(24), Duration.ofHours(72))) {
            var content = content(colour, window);
            var bytes = fixture.bytes(content);
            assertThat(bytes).hasSizeLessThanOrEqualTo(PassBytes.LONGEST);
            assertThat(PassBytes.read(bytes)).map(PassBytes.Parts::content).contains(content);
        }
        assertThat(fixture.named("7 bytes")
                        .bytes(fixture.named("7 bytes")
                                .content(Bytes.copyFrom(new byte[44]), Colour.UNKNOWN, Duration.ofHours(72), EXPIRY)))
                .hasSizeLessThanOrEqualTo(PassBytes.LONGEST);
    }

    @Test
    void noOtherBytesReadAsThisPass() {
        var pass = fixture.bytes(content(Colour.GREEN, Duration.ofHours(24)));
        for (var i = 0; i < pass.length; i++) {
            for (var bit = 0; bit < 8; bit++) {
                var changed = pass.clone();
                changed[i] ^= (byte) (1 << bit);
                var believed = PassBytes.read(changed)
                        .filter(parts -> fixture.keys.verify(parts.keyId(), parts.signed(), parts.signature()));
                assertThat(believed).as("byte %d, bit %d", i, bit).isEmpty();
            }
        }
    }

    @Test
    void whatIsCutOrLongerIsNotRead() {
        var pass = fixture.bytes(content(Colour.GREEN, Duration.ofHours(24)));
        for (var length = 0; length < pass.length; length++) {
            assertThat(PassBytes.read(Arrays.copyOf(pass, length))).isEmpty();
        }
        assertThat(PassBytes.read(Arrays.copyOf(pass, pass.length + 1))).isEmpty();
        assertThat(PassBytes.read(new byte[10_000])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8 bytes.", "不不不"})
    void anIssuerThatDoesNotFitIsRefused(String issuer) {
        var content = new PassContent(issuer, EXPIRY, Bytes.copyFrom(new byte[44]), Colour.GREEN, null);
        assertThatThrownBy(() -> PassBytes.unsigned(KEY_ID, content)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoPassesOfOnePersonShareNothingButWhatEverybodysPassesShare() {
        var person = UUID.randomUUID();
        var passes = List.of(person, person, UUID.randomUUID()).stream()
                .map(fixture.handles::seal)
                .map(handle -> fixture.bytes(fixture.content(handle, Colour.GREEN, Duration.ofHours(24), EXPIRY)))
                .toList();
        var ofOnePerson = equalBytes(passes.get(0), passes.get(1));
        var ofTwoPeople = equalBytes(passes.get(0), passes.get(2));
        var frame = passes.get(0).length - 44 - 64;
        assertThat(ofOnePerson).isLessThan(frame + 16);
        assertThat(ofTwoPeople).isLessThan(frame + 16);
    }

    private static int equalBytes(byte[] one, byte[] other) {
        var equal = 0;
        for (var i = 0; i < one.length; i++) {
            equal += one[i] == other[i] ? 1 : 0;
        }
        return equal;
    }

    private PassContent content(Colour colour, @Nullable Duration window) {
        return fixture.content(fixture.handles.seal(UUID.randomUUID()), colour, window, EXPIRY);
    }

    private static PassContent golden() {
        var handle = new byte[44];
        for (var i = 0; i < handle.length; i++) {
            handle[i] = (byte) i;
        }
        return new PassContent("vouch", EXPIRY, Bytes.copyFrom(handle), Colour.GREEN, Duration.ofHours(24));
    }

    private static JsonNode cbor(byte[] bytes) throws IOException {
        return new CBORMapper().readTree(bytes);
    }

    @Test
    void aKeysetWhoseHandlesDoNotFitEndsTheStart() throws GeneralSecurityException {
        AeadConfig.register();
        var tooLong = TinkJsonProtoKeysetFormat.serializeKeyset(
                KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM")), InsecureSecretKeyAccess.get());
        var keys = TestKeys.write("passes", TestKeys.signingKeys());
        var other = PassFixture.of(keys, TestKeys.write("handles", tooLong), "vouch");
        assertThatThrownBy(() -> other.handles.check(new StartupEvent())).hasMessageContaining("AES128_GCM_RAW");
        assertThatThrownBy(() -> PassFixture.of(keys, TestKeys.write("handles", "{}"), "vouch"))
                .hasMessageContaining("keyset of pass handles");
        fixture.handles.check(new StartupEvent());
    }

    @Test
    void keysThatCannotSignEndTheStart() {
        var handles = TestKeys.write("handles", TestKeys.aeadKeyset());
        for (var keys : List.of(
                "{\"keys\":[]}",
                "{\"keys\":[" + GOLDEN_KEY + "]}",
                "{}",
                "not json",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}")) {
            assertThatThrownBy(() -> PassFixture.of(TestKeys.write("passes", keys), handles, "vouch"))
                    .as(keys)
                    .isInstanceOf(RuntimeException.class)
                    .hasMessageContaining("signing keys of passes");
        }
        assertThatThrownBy(() -> PassFixture.of(Path.of("/nowhere"), handles, "vouch"))
                .hasMessageContaining("signing keys of passes cannot be read");
    }
}
