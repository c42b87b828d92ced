package org.vouch.audit.log.messaging;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;

/** What this service reads of identity-service's event of that name. */
@JsonIgnoreProperties(ignoreUnknown = true)
record PersonErased(UUID person) {
    static final String TYPE = "org.vouch.identity.PersonErased.v1";

    PersonErased {
        requireNonNull(person);
    }

    @Override
    public String toString() {
        return "PersonErased";
    }
}
