package org.vouch.identity.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KeysetManager;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vouch.identity.document.DocumentType;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.Metric;

class SealingTest {
    private static final Instant THEN = Instant.parse("2026-11-22T03:04:05.006Z");
    private static final UUID PERSON = UUID.fromString("00112233-4455-4677-8899-aabbccddeeff");

    private final RowSeal seal = seal();

    @BeforeAll
    static void register() throws GeneralSecurityException {
        AeadConfig.register();
        PrfConfig.register();
    }

    @Test
    void theLayoutOfAnIdentityIsPinned() {
        var bytes = IdentityLayout.write(identity("张三"));
        assertThat(bytes).hasSize(512);
        assertThat(HexFormat.of().formatHex(bytes, 0, 42))
                .isEqualTo(
                        "01" // format
                                + "0011223344554677" + "8899aabbccddeeff" // person
                                + "00" // resident-id
                                + "000001a20135fc8e" // consent given at
                                + "0006" + "e5bca0e4b889" // 张三
                                + "07" + "323032362d3131"); // 2026-11
        assertThat(Arrays.copyOfRange(bytes, 42, 512)).containsOnly(0);
        assertThat(IdentityLayout.read(bytes).name().text()).isEqualTo("张三");
    }

    @Test
    void theLongestNameAndConsentFit() {
        var longest = new Identity(
                PERSON,
                DocumentType.PASSPORT,
                PersonName.read("𠮷".repeat(100)).orElseThrow(),
                new Consent("v".repeat(64), THEN));
        var read = IdentityLayout.read(IdentityLayout.write(longest));
        assertThat(read.name().text()).isEqualTo("𠮷".repeat(100));
        assertThat(read.consent()).isEqualTo(longest.consent());
        assertThat(read.documentType()).isEqualTo(DocumentType.PASSPORT);
    }

    @Test
    void refusesWhatIsNoIdentity() {
        assertThatThrownBy(() -> IdentityLayout.read(new byte[511])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IdentityLayout.read(new byte[512])).isInstanceOf(IllegalArgumentException.class);
        var wrongLength = IdentityLayout.write(identity("张三"));
        wrongLength[26] = (byte) 0xff;
        assertThatThrownBy(() -> IdentityLayout.read(wrongLength)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLayoutOfATemplateIsPinned() {
        var bytes = TemplateLayout.write(face(128));
        assertThat(bytes).hasSize(2304);
        assertThat(HexFormat.of().formatHex(bytes, 0, 2)).isEqualTo("020a"); // 6 + 2 + 2 + 128 × 4
        assertThat(TemplateLayout.read(bytes).toBytes()).isEqualTo(face(128).toBytes());
        assertThat(TemplateLayout.write(face(512))).hasSize(2304);
        assertThatThrownBy(() -> TemplateLayout.write(face(600))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TemplateLayout.read(new byte[2303])).isInstanceOf(IllegalArgumentException.class);
        var wrongLength = new byte[2304];
        Arrays.fill(wrongLength, (byte) 0xff);
        assertThatThrownBy(() -> TemplateLayout.read(wrongLength)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Also the proof that the salt and the parameters have not changed: every index would. */
    @Test
    void stretchingIsPinned() {
        try (var stretched =
                new Stretching().stretch("resident-id\u000011010519491231002X".getBytes(StandardCharsets.UTF_8))) {
            assertThat(HexFormat.of().formatHex(stretched.findingHalf()))
                    .isEqualTo("8d59ea7dd3b2127b0e866c5eee709a09dd8495cfa02c218a73f95d53515a3b36");
            assertThat(HexFormat.of().formatHex(stretched.openingHalf()))
                    .isEqualTo("bce0f5e6d76d3aa872dfbd8745a5b42f4e376848fb39948dec9f3d4e3b6c51e2");
        }
    }

    @Test
    void stretchingOverwritesTheNumberAndKeepsNothingOfTheLastOne() {
        var stretching = new Stretching();
        var number = new byte[] {1, 2, 3};
        var first = stretching.stretch(number).findingHalf();
        assertThat(number).containsOnly(0);
        assertThat(stretching.stretch(new byte[] {4, 5, 6}).findingHalf()).isNotEqualTo(first);
        assertThat(stretching.stretch(new byte[] {1, 2, 3}).findingHalf()).isEqualTo(first);
    }

    @Test
    void opensWithTheNumberThatSealed() {
        var row = seal.seal(number(1), identity("张三"), face(128), THEN);
        var opened = seal.open(row, half(1));
        assertThat(opened.identity().name().text()).isEqualTo("张三");
        assertThat(java.util.Objects.requireNonNull(opened.template()).toBytes())
                .isEqualTo(face(128).toBytes());
    }

    @Test
    void doesNotOpenWithAnotherNumberNorUnderAnotherMasterKey() {
        var row = seal.seal(number(1), identity("张三"), face(128), THEN);
        assertThatThrownBy(() -> seal.open(row, half(2))).isInstanceOf(IllegalStateException.class);
        var other = seal();
        assertThatThrownBy(() -> other.open(row, half(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rowsAndColumnsCannotBeSwapped() {
        var one = seal.seal(number(1), identity("张三"), face(128), THEN);
        var outer = one.outer();
        var anothers = new Outer(UUID.randomUUID(), outer.index(), null, null, outer.finding(), outer.rowSecret());
        var stolen = new SealedPerson(anothers, one.rowKey(), one.identity(), one.template(), null, THEN);
        assertThatThrownBy(() -> seal.open(stolen, half(1))).isInstanceOf(IllegalStateException.class);
        var again = seal.seal(number(1), identity("张三"), face(128), THEN);
        var mixed = new SealedPerson(outer, one.rowKey(), one.identity(), again.template(), null, THEN);
        assertThatThrownBy(() -> seal.open(mixed, half(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sealedColumnsHaveOneSizeWhateverTheyHold() {
        var shortest = seal.seal(number(1), identity("王"), face(128), THEN);
        var longest = seal.seal(number(1), identity("𠮷".repeat(100)), face(512), THEN);
        assertThat(shortest.identity()).hasSize(540).hasSameSizeAs(longest.identity());
        assertThat(shortest.template()).hasSize(2332).hasSameSizeAs(longest.template());
        assertThat(shortest.rowKey()).hasSize(60);
    }

    @Test
    void aWithdrawnFaceLeavesTheIdentityReadable() {
        var opened = seal.open(seal.seal(number(1), identity("张三"), null, THEN), half(1));
        assertThat(opened.template()).isNull();
        assertThat(opened.identity().name().text()).isEqualTo("张三");
    }

    @Test
    void anOlderIndexKeyStillFinds() throws GeneralSecurityException {
        var old = KeysetHandle.generateNew(KeyTemplates.get("HMAC_SHA256_PRF"));
        var manager = KeysetManager.withKeysetHandle(old).add(KeyTemplates.get("HMAC_SHA256_PRF"));
        var added = manager.getKeysetHandle();
        var rotated = manager.setPrimary(added.getAt(1).getId()).getKeysetHandle();
        var number = new StretchedNumber(new byte[64]);
        var before = index(old).of(number);
        var after = index(rotated).of(number);
        assertThat(before).hasSize(1);
        assertThat(after).hasSize(2);
        assertThat(after.get(0)).isNotEqualTo(before.get(0));
        assertThat(after.get(1)).isEqualTo(before.get(0));
    }

    @Test
    void nothingSecretIsPrinted() {
        assertThat(identity("张三")).hasToString("Identity");
        assertThat(new StretchedNumber(new byte[64])).hasToString("StretchedNumber");
        assertThat(seal.seal(number(1), identity("张三"), null, THEN)).hasToString("SealedPerson");
    }

    private static DocumentIndex index(KeysetHandle keyset) throws GeneralSecurityException {
        return new DocumentIndex(keyset.getPrimitive(RegistryConfiguration.get(), PrfSet.class));
    }

    /** With keys of its own. */
    private static RowSeal seal() {
        try {
            AeadConfig.register();
            PrfConfig.register();
            return new RowSeal(
                    MasterKey.of(KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM"))),
                    index(KeysetHandle.generateNew(KeyTemplates.get("HMAC_SHA256_PRF"))),
                    new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Identity identity(String name) {
        return new Identity(
                PERSON, DocumentType.RESIDENT_ID, PersonName.read(name).orElseThrow(), new Consent("2026-11", THEN));
    }

    private static StretchedNumber number(int fill) {
        var bytes = new byte[StretchedNumber.BYTES];
        Arrays.fill(bytes, (byte) fill);
        return new StretchedNumber(bytes);
    }

    private static byte[] half(int fill) {
        return number(fill).openingHalf();
    }

    private static FaceTemplate face(int dimensions) {
        var values = new float[dimensions];
        Arrays.fill(values, .25f);
        return new FaceTemplate("m1", "v1", Metric.EUCLIDEAN, values);
    }
}
