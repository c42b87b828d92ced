package org.vouch.healthcode.lookup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opens what identity-service sealed into a proof for this service alone: the bearer of a proof learns neither
 * pseudonym nor name. Bound to the proof's id: sealed for one proof it does not open in another.
 */
@ApplicationScoped
class SealedSubjects {
    private final HybridDecrypt opening;
    private final ObjectMapper json;

    SealedSubjects(ProofConfig config, ObjectMapper json) {
        this.opening = keyset(config.privateKeyset());
        this.json = json;
    }

    /** The person and the name to show. */
    record Subject(@Nullable UUID person, @Nullable MaskedName maskedName) {
        @Override
        public String toString() {
            return "Subject";
        }
    }

    Optional<Subject> open(String sealed, String proofId) {
        try {
            var plain =
                    opening.decrypt(Base64.getUrlDecoder().decode(sealed), proofId.getBytes(StandardCharsets.UTF_8));
            return Optional.ofNullable(json.readValue(plain, Subject.class))
                    .filter(subject -> subject.person() != null && subject.maskedName() != null);
        } catch (GeneralSecurityException | IllegalArgumentException | IOException notSealedForThis) {
            return Optional.empty();
        }
    }

    private static HybridDecrypt keyset(Path file) {
        try {
            HybridConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the keyset of presence proofs cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyset of presence proofs is not one of private hybrid keys");
        }
    }
}
