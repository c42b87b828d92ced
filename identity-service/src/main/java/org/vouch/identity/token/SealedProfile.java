package org.vouch.identity.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.Aead;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.vouch.identity.facesession.FaceSessionConfig;
import org.vouch.identity.platform.Keysets;

/**
 * The masked profile that a resident's token carries as its claim {@code prf}, so that the person can read it back without
 * a store in the clear: base64url of a Tink AEAD ciphertext under the session keyset, bound to the person, of JSON. Other
 * services carry it and cannot read it.
 */
@ApplicationScoped
public class SealedProfile {
    public static final String CLAIM = "prf";

    private final Aead key;
    private final ObjectMapper json;

    SealedProfile(FaceSessionConfig config, ObjectMapper json) {
        this.key = Keysets.aead(config.keyset());
        this.json = json;
    }

    /** As much of a person as their own pages show. */
    public record Profile(String maskedName, String documentType) {
        @Override
        public String toString() {
            return "Profile";
        }
    }

    String seal(UUID person, Profile profile) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(key.encrypt(json.writeValueAsBytes(profile), place(person)));
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException("a profile cannot be sealed");
        }
    }

    /** Empty where it is another person's or sealed under a key that is gone. */
    public Optional<Profile> open(UUID person, String sealed) {
        try {
            return Optional.of(
                    json.readValue(key.decrypt(Base64.getUrlDecoder().decode(sealed), place(person)), Profile.class));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] place(UUID person) {
        return person.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
