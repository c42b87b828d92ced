package org.vouch.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    private TrustedKeys keys() throws IOException {
        var logKey = Files.writeString(folder.resolve("log"), log.verifier().text());
        var witnessKey =
                Files.writeString(folder.resolve("witness"), witness.verifier().text());
        return new TrustedKeys(new Configured(logKey, witnessKey));
    }

    private record Configured(Path logKey, Path witnessKey) implements LogConfig {
        @Override
        public Path sealKeyset() {
            return logKey;
        }

        @Override
        public Signer signer() {
            return new Signer() {
                @Override
                public URI url() {
                    return URI.create("http://localhost");
                }

                @Override
                public String token() {
                    return "none";
                }

                @Override
                public Path key() {
                    return logKey;
                }
            };
        }

        @Override
        public Map<String, Witness> witnesses() {
            return Map.of("one", new Witness() {
                @Override
                public URI url() {
                    return URI.create("http://localhost");
                }

                @Override
                public Path key() {
                    return witnessKey;
                }
            });
        }

        @Override
        public int quorum() {
            return 1;
        }

        @Override
        public Duration every() {
            return Duration.ZERO;
        }

        @Override
        public Duration refresh() {
            return Duration.ZERO;
        }

        @Override
        public Duration rehash() {
            return Duration.ZERO;
        }

        @Override
        public long sealedFrom() {
            return 0;
        }
    }
}
