package org.vouch.audit.log;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vouch.log.note.Checkpoint;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignatureLine;
import org.vouch.log.note.SignedNote;
import org.vouch.log.note.VerifierKey;
import org.vouch.log.note.VerifierKey.Found;
import org.vouch.log.note.VerifierKey.Type;

/** Whose signatures count: the signer's and the witnesses', as they were configured. */
@Startup
@ApplicationScoped
class TrustedKeys {
    private final VerifierKey log;
    private final Map<String, VerifierKey> witnesses = new HashMap<>();

    @Inject
    TrustedKeys(LogConfig config) {
        log = read(config.signer().key(), Type.NOTE);
        config.witnesses().forEach((name, witness) -> witnesses.put(name, read(witness.key(), Type.COSIGNATURE)));
        if (config.quorum() < 1 || witnesses.size() < config.quorum()) {
            throw new IllegalStateException("vouch.log.quorum needs as many witnesses");
        }
        // The quorum counts witnesses: two with one key would be one that counts twice.
        if (witnesses.values().stream().map(TrustedKeys::withoutName).distinct().count() < witnesses.size()) {
            throw new IllegalStateException("vouch.log.witnesses have each a key of its own");
        }
    }

    /**
     * The checkpoint that the signer signed.
     *
     * @throws MalformedNote if it is none, or not the signer's
     */
    Checkpoint signed(SignedNote note) throws MalformedNote {
        var checkpoint = Checkpoint.parse(note.text());
        if (log.signed(note) != Found.SIGNED || !checkpoint.origin().equals(log.name())) {
            throw new IllegalStateException("the signer's checkpoint is not signed with the signer's key");
        }
        return checkpoint;
    }

    /** Whether this witness cosigned it. */
    boolean cosigned(String witness, SignedNote note) {
        var key = witnesses.get(witness);
        return key != null && key.signed(note) == Found.SIGNED;
    }

    /**
     * The one line by which this witness cosigned it, of all that it answered; empty where there is none that holds. What else
     * it wrote, in another's name for instance, would make the note untrue for everybody.
     */
    Optional<SignatureLine> cosignature(String witness, SignedNote note, List<SignatureLine> answered) {
        var key = witnesses.get(witness);
        return key == null
                ? Optional.empty()
                : answered.stream()
                        .filter(line -> key.signed(new SignedNote(note.text(), List.of(line))) == Found.SIGNED)
                        .findFirst();
    }

    private static String withoutName(VerifierKey key) {
        return key.text().split("\\+", 3)[2];
    }

    private static VerifierKey read(Path file, Type type) {
        try {
            var key = VerifierKey.parse(Files.readString(file).strip());
            if (key.type() != type) {
                throw new IllegalStateException(file + " is a key of another type");
            }
            return key;
        } catch (IOException | MalformedNote e) {
            throw new IllegalStateException(file + " is not a verifier key", e);
        }
    }
}
