package org.vouch.audit.detection;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why looks are refused, as far as the rules tell it apart. */
final class Refusals {
    /** Says what the requester may do, nothing of whom was asked about. */
    private static final Set<String> OF_REQUESTER =
            Set.of("requester-suspended", "requester-throttled", "sign-in-demanded", "too-many-requests", "overloaded");

    /** Who is refused it has proven all the same that the other one was there. */
    private static final String TOO_MANY_DELEGATIONS = "too-many-delegations";

    private Refusals() {}

    /**
     * Says that it was not proven who is there, or nothing of it: whoever is refused so has met nobody. Else a stranger's number
     * would be enough to make them none.
     */
    static boolean ofProof(@Nullable String reason) {
        return reason != null && !reason.equals(TOO_MANY_DELEGATIONS);
    }

    static boolean ofRequester(@Nullable String reason) {
        return reason != null && OF_REQUESTER.contains(reason);
    }
}
