package org.vouch.identity.vault;

import java.util.UUID;
import org.vouch.identity.document.DocumentType;
import org.vouch.identity.document.PersonName;

/** Who a pseudonym is and what they agreed to. Never printed. */
public record Identity(UUID person, DocumentType documentType, PersonName name, Consent consent) {
    @Override
    public String toString() {
        return "Identity";
    }
}
