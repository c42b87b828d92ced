package org.vouch.identity.delegation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;

/** What access records say of a delegation: it is about the dependant, whoever does what with it. */
final class DelegationRecords {
    private static final String PURPOSE = "delegation";

    private DelegationRecords() {}

    static Circumstances about(@Nullable UUID dependant) {
        return new Circumstances(dependant, PURPOSE, null, null);
    }

    /** Its id stands in the place of a proof: it is what lets the helper look. */
    static Circumstances about(Delegation delegation) {
        return new Circumstances(
                delegation.dependant(), PURPOSE, null, delegation.id().toString());
    }
}
