package org.vouch.audit.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.audit.testing.AuditKeys;

class PseudonymsTest {
    private static final UUID PERSON = UUID.fromString("0b6f3a52-8f6e-4b1a-9f3e-6f0f5f6f7a11");

    private final Pseudonyms pseudonyms = AuditKeys.pseudonyms();

    @Test
    void isTheSameEachTimeAndAnotherUnderAnotherKey() {
        assertThat(pseudonyms.ofSubject(PERSON)).isEqualTo(pseudonyms.ofSubject(PERSON));
        assertThat(AuditKeys.pseudonyms().ofSubject(PERSON)).isNotEqualTo(pseudonyms.ofSubject(PERSON));
    }

    @Test
    void aPersonAsRequesterIsNotThePersonAsSubject() {
        assertThat(pseudonyms.ofRequester(PERSON.toString())).isNotEqualTo(pseudonyms.ofSubject(PERSON));
    }

    @Test
    void aHandleIsFourDigitsTheSameForOneSubjectAndUnrelatedForOthers() {
        var helper = pseudonyms.ofRequester(UUID.randomUUID().toString());
        var subject = pseudonyms.ofSubject(PERSON);
        assertThat(pseudonyms.handle(helper, subject))
                .matches("[0-9A-F]{4}")
                .isEqualTo(pseudonyms.handle(helper, subject));
        var others = java.util.stream.Stream.generate(() -> pseudonyms.ofSubject(UUID.randomUUID()))
                .limit(20)
                .map(other -> pseudonyms.handle(helper, other))
                .distinct();
        assertThat(others.count()).isGreaterThan(15);
    }

    @Test
    void anOlderKeyStillFindsWhatItNamed() throws Exception {
        var old = AuditKeys.keyset();
        var before = new Pseudonyms(primitive(old)).ofSubject(PERSON);
        var rotated = KeysetHandle.newBuilder(old)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HMAC_SHA256_PRF)
                        .withRandomId()
                        .makePrimary())
                .build();
        var after = new Pseudonyms(primitive(rotated));
        assertThat(after.ofSubject(PERSON)).isNotEqualTo(before);
        assertThat(after.everyOneOfSubject(PERSON)).containsExactlyInAnyOrder(before, after.ofSubject(PERSON));
        assertThat(after.everyOneOfRequester("gate-7"))
                .containsExactlyInAnyOrder(
                        new Pseudonyms(primitive(old)).ofRequester("gate-7"), after.ofRequester("gate-7"));
    }

    @Test
    void aMaskedRequesterIsReadOfItsRecordAloneAndOnlyIfItIsWhomThePseudonymNames() throws Exception {
        var record = UUID.randomUUID();
        for (var requester : java.util.List.of(PERSON.toString(), "gate-7", "ü".repeat(100))) {
            var masked = pseudonyms.masked(requester, record);
            var pseudonym = pseudonyms.ofRequester(requester);
            assertThat(pseudonyms.unmasked(masked, record, pseudonym)).contains(requester);
            assertThat(masked).isNotEqualTo(pseudonyms.masked(requester, UUID.randomUUID()));
            assertThat(pseudonyms.unmasked(masked, UUID.randomUUID(), pseudonym))
                    .isEmpty();
            assertThat(pseudonyms.unmasked(masked, record, pseudonyms.ofRequester("gate-8")))
                    .isEmpty();
            masked[0] ^= 1;
            assertThat(pseudonyms.unmasked(masked, record, pseudonym)).isEmpty();
        }
        var old = AuditKeys.keyset();
        var before = new Pseudonyms(primitive(old));
        var rotated = new Pseudonyms(primitive(KeysetHandle.newBuilder(old)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HMAC_SHA256_PRF)
                        .withRandomId()
                        .makePrimary())
                .build()));
        assertThat(rotated.unmasked(before.masked("gate-7", record), record, before.ofRequester("gate-7")))
                .contains("gate-7");
    }

    @Test
    void doesNotStartWithoutAKey(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> new Pseudonyms(() -> folder.resolve("missing.json")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("vouch.pseudonyms.keyset");
        var wrong = Files.writeString(folder.resolve("wrong.json"), "{\"primaryKeyId\":1,\"key\":\"secret\"}");
        assertThatThrownBy(() -> new Pseudonyms(() -> wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void saysNothingOfItselfInText() {
        assertThat(pseudonyms.ofSubject(PERSON)).hasToString("Pseudonym");
    }

    private static PrfSet primitive(KeysetHandle keyset) throws java.security.GeneralSecurityException {
        return keyset.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    }
}
