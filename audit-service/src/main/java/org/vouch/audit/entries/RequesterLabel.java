package org.vouch.audit.entries;

import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/**
 * What a subject is told of a requester: a client's public name, of another resident only a handle that this subject
 * alone knows them by. Never a name, never an id.
 */
final class RequesterLabel {
    private RequesterLabel() {}

    /** The handle is pairwise between requester and subject. */
    static String of(CallerKind kind, @Nullable String publicName, String handle) {
        return switch (kind) {
            case RESIDENT -> "Resident helper " + handle;
            case ANONYMOUS -> "Someone who was not signed in";
            case SERVICE -> "The platform itself";
            case CHECKPOINT -> named(publicName, "A checkpoint");
            case COLLECTOR -> named(publicName, "A sampling site");
            case LAB -> named(publicName, "A laboratory");
            case OFFICER -> named(publicName, "A health officer");
            case AUDITOR -> named(publicName, "An auditor");
            case ADMIN -> named(publicName, "An administrator");
        };
    }

    private static String named(@Nullable String publicName, String otherwise) {
        return publicName == null || publicName.isBlank() ? otherwise : publicName;
    }
}
