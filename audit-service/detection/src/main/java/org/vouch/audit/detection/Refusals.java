package org.vouch.audit.detection;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why looks are refused, as far as the rules tell it apart. */
final class Refusals {
    /** Says what the requester may do, nothing of whom was asked about. */
    private static final Set<String> OF_REQUESTER = Set.of("requester-suspended", "too-many-requests", "overloaded");

    private Refusals() {}

    static boolean ofRequester(@Nullable String reason) {
        return reason != null && OF_REQUESTER.contains(reason);
    }
}
