package org.vouch.audit.client.caller;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The closed set of roles a token may carry; {@link #wire()} is the name in {@code groups} and in access records. */
public enum CallerKind {
    RESIDENT,
    CHECKPOINT,
    COLLECTOR,
    LAB,
    OFFICER,
    AUDITOR,
    ADMIN,
    SERVICE,
    /** Someone without a token: only enrolment and login are open to them. */
    ANONYMOUS;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one role among {@code groups}; empty unless there is exactly one and it is known. */
    public static Optional<CallerKind> among(Collection<String> groups) {
        if (groups.size() != 1) {
            return Optional.empty();
        }
        var only = groups.iterator().next();
        for (var kind : values()) {
            if (kind != ANONYMOUS && kind.wire().equals(only)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
