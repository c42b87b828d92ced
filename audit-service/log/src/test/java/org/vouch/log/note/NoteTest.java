package org.vouch.log.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.log.hash.TreeHash;
import org.vouch.log.note.VerifierKey.Found;
import org.vouch.log.note.VerifierKey.Type;

class NoteTest {
    /** The example of C2SP signed-note, which nobody here made. */
    private static final String KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String NOTE = "This is an example message.\n\n"
            + "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    /** The example of C2SP tlog-checkpoint. */
    private static final String CHECKPOINT =
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    private final SigningKey log = SigningKey.make("vouch.test/log", Type.NOTE);
    private final SigningKey witness = SigningKey.make("vouch.test/w1", Type.COSIGNATURE);

    @Test
    void theSpecificationsNoteIsSignedByTheSpecificationsKey() throws MalformedNote {
        var key = VerifierKey.parse(KEY);
        assertThat(key.text()).isEqualTo(KEY);
        var note = SignedNote.parse(NOTE);
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.note()).isEqualTo(NOTE);
        assertThat(key.signed(note)).isEqualTo(Found.SIGNED);
        assertThat(key.signed(new SignedNote("This is another message.\n", note.signatures())))
                .isEqualTo(Found.FORGED);
        assertThat(log.verifier().signed(note)).isEqualTo(Found.ABSENT);
    }

    @Test
    void theSpecificationsCheckpointIsReadAndWrittenTheSame() throws MalformedNote {
        var checkpoint = Checkpoint.parse(CHECKPOINT);
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.text()).isEqualTo(CHECKPOINT);
    }

    @Test
    void aLogSignsAndAWitnessCosigns() throws MalformedNote {
        var text = new Checkpoint("vouch.test/log", 0, TreeHash.EMPTY).text();
        var signed = log.sign(text);
        var cosigned = signed.and(List.of(witness.cosign(signed, Instant.parse("2026-11-22T08:00:00Z"))));
        var read = SignedNote.parse(cosigned.note());
        assertThat(log.verifier().signed(read)).isEqualTo(Found.SIGNED);
        assertThat(witness.verifier().signed(read)).isEqualTo(Found.SIGNED);
        assertThat(witness.verifier().signed(signed)).isEqualTo(Found.ABSENT);

        var other = new SignedNote(text.replace("\n0\n", "\n1\n"), read.signatures());
        assertThat(log.verifier().signed(other)).isEqualTo(Found.FORGED);
        assertThat(witness.verifier().signed(other)).isEqualTo(Found.FORGED);
    }

    @Test
    void aCosignatureOfAnotherTimeIsForged() throws MalformedNote {
        var signed = log.sign("text\n");
        var line = witness.cosign(signed, Instant.ofEpochSecond(1_000));
        line.signature()[7]++;
        assertThat(witness.verifier().signed(signed.and(List.of(line)))).isEqualTo(Found.FORGED);
    }

    @Test
    void oneForgedSignatureOfAKnownKeySpoilsTheNote() {
        var signed = log.sign("text\n");
        var forged = new SignatureLine(log.verifier().name(), log.verifier().id(), new byte[64]);
        assertThat(log.verifier().signed(signed.and(List.of(forged)))).isEqualTo(Found.FORGED);
        var anothers = new SignatureLine(log.verifier().name(), log.verifier().id() + 1, new byte[64]);
        assertThat(log.verifier().signed(signed.and(List.of(anothers)))).isEqualTo(Found.SIGNED);
    }

    @Test
    void aKeyIsReadAgainAsItWasWrittenAndTellsNothingOfItself() throws MalformedNote {
        var again = SigningKey.read(log.secret());
        assertThat(again.verifier()).hasToString(log.verifier().text());
        assertThat(again.sign("text\n").note()).isEqualTo(log.sign("text\n").note());
        assertThat(log).hasToString("SigningKey of vouch.test/log");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "text\n",
                "text\n\n",
                "text\n\n\u2014 name AAAAAAA=",
                "text\n\n\u2014 name AAAAAA==\n",
                "text\n\n\u2014 name\n",
                "text\n\n\u2014 na+me AAAAAAA=\n",
                "text\n\n\u2014  AAAAAAA=\n",
                "text\n\n- name AAAAAAA=\n",
                "text\n\n\u2014 name AAAAAAB=\n",
                "text\n\n\u2014 name AAAAAAA= \n",
                "te\rxt\n\n\u2014 name AAAAAAA=\n",
                "te\u0000xt\n\n\u2014 name AAAAAAA=\n"
            })
    void whatIsNoNoteIsRefused(String text) {
        assertThatThrownBy(() -> SignedNote.parse(text)).isInstanceOf(MalformedNote.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log\n1\n",
                "log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "log\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "log\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "log\n9999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "log\n1\n47DEQpj8HBSa\n",
                "log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n"
            })
    void whatIsNoCheckpointIsRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedNote.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv",
                "example.com/foo+530d903a+",
                "exam ple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
            })
    void whatIsNoKeyIsRefused(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(MalformedNote.class);
    }
}
