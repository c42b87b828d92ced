package org.vouch.healthcode.code.messaging;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.vouch.healthcode.delegation.Delegation;
import org.vouch.healthcode.delegation.Scope;

/** What this service reads of identity-service's event of that name. */
@JsonIgnoreProperties(ignoreUnknown = true)
record DelegationGranted(UUID delegation, UUID helper, UUID dependant, List<Scope> scopes, Instant until) {
    static final String TYPE = "org.vouch.identity.DelegationGranted.v1";

    DelegationGranted {
        requireNonNull(delegation);
        requireNonNull(helper);
        requireNonNull(dependant);
        scopes = List.copyOf(scopes);
        until = until.truncatedTo(ChronoUnit.MICROS);
    }

    Delegation granted() {
        return new Delegation(delegation, helper, dependant, scopes, until);
    }

    @Override
    public String toString() {
        return "DelegationGranted";
    }
}
