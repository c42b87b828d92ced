package org.vouch.audit.platform.messaging;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/** What this service reads of identity-service's event of that name. */
@JsonIgnoreProperties(ignoreUnknown = true)
record KeyRevoked(String kid, String by, Instant at) {
    KeyRevoked {
        requireNonNull(kid);
        requireNonNull(by);
        requireNonNull(at);
    }
}
