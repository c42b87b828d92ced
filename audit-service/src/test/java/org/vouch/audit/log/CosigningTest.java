package org.vouch.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.audit.log.Witness.Answer;
import org.vouch.log.hash.TreeHash;
import org.vouch.log.note.Checkpoint;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignatureLine;
import org.vouch.log.note.SignedNote;
import org.vouch.log.note.SigningKey;
import org.vouch.log.note.VerifierKey.Type;
import org.vouch.log.witness.Submission;

/** Three witnesses, two of which are enough, and what one of them can do to the others. */
class CosigningTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final SigningKey log = SigningKey.make("vouch.test/log", Type.NOTE);
    private final Checkpoint checkpoint = new Checkpoint("vouch.test/log", 0, TreeHash.EMPTY);
    private final SignedNote note = log.sign(checkpoint.text());
    private final Map<String, Outside> witnesses = new LinkedHashMap<>();
    private Instant now = NOW;
    private long signed;
    private Cosigning cosigning;

    @TempDir
    Path folder;

    /** Somebody else's process. */
    private static final class Outside implements Witness {
        private interface Says {
            Answer to(Submission submission) throws IOException, MalformedNote;
        }

        private final String name;
        private final SigningKey key;
        private Says says;
        private int asked;

        Outside(String name) {
            this.name = name;
            this.key = SigningKey.make("vouch.test/" + name, Type.COSIGNATURE);
            this.says = this::cosigns;
        }

        Answer cosigns(Submission submission) {
            return new Answer.Cosigned(List.of(key.cosign(submission.note(), NOW)));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Answer add(Submission submission) throws IOException, MalformedNote {
            asked++;
            return says.to(submission);
        }
    }

    @BeforeEach
    void start() throws IOException {
        var keys = new LinkedHashMap<String, String>();
        for (var name : List.of("first", "second", "third")) {
            var witness = new Outside(name);
            witnesses.put(name, witness);
            keys.put(name, witness.key.verifier().text());
        }
        var config = LogConfigFixture.of(folder, log.verifier().text(), keys, 2);
        cosigning =
                new Cosigning(() -> new ArrayList<>(witnesses.values()), new TrustedKeys(config), config, new Clock() {
                    @Override
                    public java.time.ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now;
                    }
                });
    }

    @Test
    void allAreAsked() throws InterruptedException {
        assertThat(cosigned()).containsExactly("vouch.test/first", "vouch.test/second", "vouch.test/third");
        assertThat(cosigning.objection()).isEmpty();
    }

    /** An outsider would stop the log of a whole country otherwise. */
    @Test
    void oneThatRefusesKeepsTheOthersFromNothingAndIsTold() throws InterruptedException {
        first().says = submission -> new Answer.Refused(422);
        assertThat(cosigned()).containsExactly("vouch.test/second", "vouch.test/third");
        assertThat(cosigning.objection()).contains("a witness refuses what was signed: 422");
        first().says = first()::cosigns;
        assertThat(cosigned()).hasSize(3);
        assertThat(cosigning.objection()).isEmpty();
    }

    @Test
    void oneThatSaysToHaveCosignedMoreIsToldToo() throws InterruptedException {
        first().says = submission -> new Answer.Conflict(17);
        assertThat(cosigned()).hasSize(2);
        assertThat(cosigning.objection()).contains("a witness has cosigned more than was signed");
    }

    /** Another replica was faster: what it had signed is no fork. */
    @Test
    void oneThatHasCosignedWhatIsSignedByNowIsPassedOver() throws InterruptedException {
        first().says = submission -> new Answer.Conflict(17);
        signed = 17;
        assertThat(cosigned()).hasSize(2);
        assertThat(cosigning.objection()).isEmpty();
    }

    @Test
    void nonsenseIsNoCosignatureAndNothingElse() throws InterruptedException {
        first().says = submission -> new Answer.Cosigned(List.of(SignatureLine.parse("no signature")));
        witness("second").says =
                submission -> new Answer.Cosigned(List.of(witness("third").key.cosign(note, NOW)));
        assertThat(cosigned()).containsExactly("vouch.test/third");
        assertThat(cosigning.objection()).isEmpty();
    }

    /** Three seconds of waiting for it would be three seconds for every entry. */
    @Test
    void oneThatIsAwayIsLeftAloneForAWhileUnlessTheQuorumNeedsIt() throws InterruptedException {
        first().says = submission -> {
            throw new IOException("away");
        };
        assertThat(cosigned()).hasSize(2);
        assertThat(cosigned()).hasSize(2);
        assertThat(first().asked).isEqualTo(1);

        witness("second").says = first().says;
        assertThat(cosigned()).hasSize(1);
        assertThat(first().asked).isEqualTo(2);

        first().says = first()::cosigns;
        witness("second").says = witness("second")::cosigns;
        now = NOW.plusSeconds(10);
        assertThat(cosigned()).hasSize(3);
    }

    private Outside witness(String name) {
        return Objects.requireNonNull(witnesses.get(name));
    }

    private Outside first() {
        return witness("first");
    }

    private List<String> cosigned() throws InterruptedException {
        return cosigning.ask(note, checkpoint, size -> List.of(), () -> signed).stream()
                .map(SignatureLine::name)
                .sorted()
                .toList();
    }
}
