package org.vouch.healthcode.delegation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.healthcode.delegation.Delegations.Told;

/** Whether a helper may see something of a dependant now. */
public final class DelegationPolicy {
    private DelegationPolicy() {}

    /** The reasons are for the record alone. */
    public sealed interface Decision {
        record Allowed() implements Decision {}

        record Refused(String reason) implements Decision {}
    }

    public static Decision decide(@Nullable Told told, UUID caller, Scope wanted, Instant now) {
        if (told == null) {
            return new Decision.Refused("no-such-delegation");
        }
        var delegation = told.delegation();
        if (!delegation.helper().equals(caller)) {
            return new Decision.Refused("other-helper");
        }
        if (told.revoked()) {
            return new Decision.Refused("revoked");
        }
        if (!delegation.until().isAfter(now)) {
            return new Decision.Refused("ended");
        }
        return delegation.scopes().contains(wanted) ? new Decision.Allowed() : new Decision.Refused("out-of-scope");
    }
}
