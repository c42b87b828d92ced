package org.vouch.identity.counter;

import jakarta.enterprise.context.ApplicationScoped;
import org.vouch.audit.client.revocation.Revocations;
import org.vouch.audit.client.suspension.Suspensions;

/** Whose word at the counter is good now: what somebody did before they were suspended or revoked is not. */
@ApplicationScoped
class OfficersInOffice {
    private final Suspensions suspensions;
    private final Revocations revocations;

    OfficersInOffice(Suspensions suspensions, Revocations revocations) {
        this.suspensions = suspensions;
        this.revocations = revocations;
    }

    boolean has(String officer) {
        return !suspensions.suspended(officer) && !revocations.client(officer);
    }
}
