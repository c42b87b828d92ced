package org.vouch.audit.platform.messaging;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/** What this service reads of healthcode-service's event of that name. */
@JsonIgnoreProperties(ignoreUnknown = true)
record PolicyActivated(Named policy, String sha256, Instant at) {
    static final String TYPE = "org.vouch.healthcode.PolicyActivated.v1";

    /** Which one. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Named(String id, int version) {
        Named {
            requireNonNull(id);
        }
    }

    PolicyActivated {
        requireNonNull(policy);
        requireNonNull(sha256);
        requireNonNull(at);
    }
}
