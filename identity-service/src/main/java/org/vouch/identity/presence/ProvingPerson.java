package org.vouch.identity.presence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.vault.Identity;
import org.vouch.identity.vault.Vault;

/**
 * Whether a face that was shown is the enrolled one of the person whom document and name claim. Somebody who is not known
 * costs the same as somebody who is, up to and including the comparison of faces.
 */
@ApplicationScoped
public class ProvingPerson {
    private final Vault vault;
    private final PresencePolicy policy;

    ProvingPerson(Vault vault, PresencePolicy policy) {
        this.vault = vault;
        this.policy = policy;
    }

    /** Who it is, or whom it was claimed to be. */
    public sealed interface Outcome {
        record Proven(Identity identity) implements Outcome {}

        /** The subject is null where the document is not known; the reason is for the access record alone. */
        record NotProven(@Nullable UUID subject, String reason) implements Outcome {
            @Override
            public String toString() {
                return "NotProven";
            }
        }
    }

    /** The person under this document, null where it is not known: for a record of who was asked about, and nothing else. */
    public Uni<@Nullable UUID> claimed(Document document) {
        return vault.open(document).map(entry -> {
            try (entry) {
                return entry.subject();
            }
        });
    }

    public Uni<Outcome> prove(Document document, PersonName name, FaceTemplate shown) {
        return vault.open(document).map(entry -> {
            try (entry) {
                return policy.decide(entry, name, shown);
            }
        });
    }
}
