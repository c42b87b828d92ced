package org.vouch.audit.platform.messaging;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/** What this service reads of identity-service's event of that name. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ClientRevoked(String client, String by, Instant at) {
    ClientRevoked {
        requireNonNull(client);
        requireNonNull(by);
        requireNonNull(at);
    }
}
