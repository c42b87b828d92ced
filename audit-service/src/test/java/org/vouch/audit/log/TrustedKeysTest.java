package org.vouch.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.log.hash.TreeHash;
import org.vouch.log.note.Checkpoint;
import org.vouch.log.note.SignatureLine;
import org.vouch.log.note.SignedNote;
import org.vouch.log.note.SigningKey;
import org.vouch.log.note.VerifierKey.Type;

class TrustedKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final SigningKey log = SigningKey.make("vouch.test/log", Type.NOTE);
    private final SigningKey witness = SigningKey.make("vouch.test/w1", Type.COSIGNATURE);
    private final SignedNote note = log.sign(new Checkpoint("vouch.test/log", 0, TreeHash.EMPTY).text());

    @TempDir
    Path folder;

    /** With one line more in another's name, or a hundred of anybody's, what is published would be good for nobody. */
    @Test
    void ofWhatAWitnessAnswersItsOwnCosignatureIsTakenAndNothingElse() throws IOException {
        var own = witness.cosign(note, NOW);
        var answered = new ArrayList<SignatureLine>();
        answered.add(new SignatureLine("vouch.test/log", log.verifier().id(), new byte[64]));
        answered.add(new SignatureLine("vouch.test/w1", witness.verifier().id(), new byte[72]));
        answered.add(own);
        for (var i = 0; i < 100; i++) {
            answered.add(own);
        }
        assertThat(keys().cosignature("one", note, answered)).contains(own);
        assertThat(keys().cosignature("one", note, answered.subList(0, 2))).isEmpty();
        assertThat(keys().cosignature("two", note, answered)).isEmpty();
    }

    /** Two names of one key would be a quorum of one. */
    @Test
    void everyWitnessHasAKeyOfItsOwn() throws IOException {
        var same = LogConfigFixture.renamed(witness.verifier().text(), "vouch.test/w2");
        var twice = Map.of("one", witness.verifier().text(), "two", same);
        assertThatThrownBy(() -> keys(twice)).hasMessageContaining("a key of its own");
        var other =
                SigningKey.make("vouch.test/w2", Type.COSIGNATURE).verifier().text();
        assertThat(keys(Map.of("one", witness.verifier().text(), "two", other))).isNotNull();
    }

    private TrustedKeys keys() throws IOException {
        return keys(Map.of("one", witness.verifier().text()));
    }

    private TrustedKeys keys(Map<String, String> witnesses) throws IOException {
        return new TrustedKeys(LogConfigFixture.of(folder, log.verifier().text(), witnesses, 1));
    }
}
