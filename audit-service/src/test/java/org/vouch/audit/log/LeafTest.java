package org.vouch.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.entries.AccessEntry;
import org.vouch.audit.entries.AccessFact;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.records.ReceivedAccess.Outcome;
import org.vouch.log.hash.TreeHash;

class LeafTest {
    private static final UUID ID = UUID.fromString("0b6f3a52-8f6e-4b1a-9f3e-6f0f5f6f7a11");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] DETAILS = "{\"action\":\"scan\"}".getBytes(StandardCharsets.UTF_8);

    private final SubjectKey key = new SubjectKey(new byte[32]);

    @Test
    void theBytesOfAnAccessAreThese() {
        var leaf = Leaf.of(AccessFact.of(access()), new Sealed(new byte[] {1, 2}, new byte[] {3}));
        assertThat(new String(leaf, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"leaf\":\"vouch.log/1\",\"kind\":\"access\",\"id\":\"0b6f3a52-8f6e-4b1a-9f3e-6f0f5f6f7a11\","
                                + "\"at\":\"2026-11-22T08:00:00.123456Z\",\"subject\":\"00112233445566778899aabbccddeeff\","
                                + "\"producer\":\"healthcode-service\",\"sequence\":17,"
                                + "\"requester\":\"ffeeddccbbaa99887766554433221100\",\"requesterKind\":\"checkpoint\","
                                + "\"outcome\":\"granted\",\"commitment\":\"AQI=\",\"sealed\":\"Aw==\"}");
        assertThat(TreeHash.leaf(leaf)).hasToString("dyC1Fihfl+8eYcA8Z4Mx2QF+bxL6nkfj/auoIGFVK3U=");
        assertThat(new String(Leaf.bytes(AccessFact.of(access()).details()), StandardCharsets.UTF_8))
                .isEqualTo("{\"action\":\"scan\",\"purpose\":null,\"label\":\"North Gate\"}");
    }

    /** It would be the leaf of another fact, at whatever place and about whomever it likes. */
    @Test
    void noFactSaysWhatItsLeafSays() {
        for (var field : Leaf.OWN_FIELDS) {
            var open = AccessFact.of(access()).open();
            open.put(field, "x");
            var fact = new Fact(ID, Fact.Kind.ALERT, Instant.EPOCH, null, open, open);
            assertThatThrownBy(() -> Leaf.of(fact, new Sealed(new byte[1], new byte[1])))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatIsTheSubjectsAloneStandsInItSealed() {
        var fact = AccessFact.of(access());
        var text = new String(new WritingLeaves(RANDOM).write(fact, key), StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("scan").doesNotContain("North").contains("\"sealed\"");
    }

    @Test
    void aSealOpensWithItsKeyForItsEntryAndFitsItsCommitment() {
        var sealed = key.seal(ID, DETAILS, RANDOM);
        var opening = key.open(ID, sealed.bytes()).orElseThrow();
        assertThat(SubjectKey.details(opening)).isEqualTo(DETAILS);
        assertThat(SubjectKey.commitment(opening)).isEqualTo(sealed.commitment());
        assertThat(key.open(UUID.randomUUID(), sealed.bytes())).isEmpty();
        var other = new byte[32];
        other[0] = 1;
        assertThat(new SubjectKey(other).open(ID, sealed.bytes())).isEmpty();
    }

    @Test
    void theSameDetailsAreNeverSealedAlike() {
        var once = key.seal(ID, DETAILS, RANDOM);
        var again = key.seal(ID, DETAILS, RANDOM);
        assertThat(once.commitment()).isNotEqualTo(again.commitment());
        assertThat(once.bytes()).isNotEqualTo(again.bytes());
        assertThat(Arrays.copyOf(key.open(ID, once.bytes()).orElseThrow(), 16))
                .isNotEqualTo(Arrays.copyOf(key.open(ID, again.bytes()).orElseThrow(), 16));
    }

    @Test
    void aWrappedKeyOpensForItsSubjectAlone() throws GeneralSecurityException {
        AeadConfig.register();
        var keys = new WrappedKeys(
                KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM)
                        .getPrimitive(RegistryConfiguration.get(), com.google.crypto.tink.Aead.class),
                RANDOM);
        var subject = new byte[] {1};
        var wrapped = keys.make(subject);
        var sealed = keys.unwrap(subject, wrapped).seal(ID, DETAILS, RANDOM);
        assertThat(keys.unwrap(subject, wrapped).open(ID, sealed.bytes())).isPresent();
        assertThatThrownBy(() -> keys.unwrap(new byte[] {2}, wrapped)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void doesNotStartWithoutAKey(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> new WrappedKeys(folder.resolve("missing.json"), RANDOM))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("vouch.log.seal-keyset");
        var wrong = Files.writeString(folder.resolve("wrong.json"), "{\"primaryKeyId\":1,\"key\":\"secret\"}");
        assertThatThrownBy(() -> new WrappedKeys(wrong, RANDOM))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void saysNothingOfItselfInText() {
        assertThat(key).hasToString("SubjectKey");
        assertThat(AccessFact.of(access())).hasToString("Fact[ACCESS]");
        assertThat(key.seal(ID, DETAILS, RANDOM)).hasToString("Sealed");
    }

    private static AccessEntry.Numbered access() {
        return new AccessEntry.Numbered(
                new AccessEntry(
                        ID,
                        Instant.parse("2026-11-22T08:00:00.123456Z"),
                        new Pseudonym("00112233445566778899aabbccddeeff"),
                        new Pseudonym("ffeeddccbbaa99887766554433221100"),
                        CallerKind.CHECKPOINT,
                        "North Gate",
                        "scan",
                        null,
                        Outcome.GRANTED),
                "healthcode-service",
                17,
                new AccessEntry.Link(new byte[32], null, null),
                "north-gate");
    }
}
