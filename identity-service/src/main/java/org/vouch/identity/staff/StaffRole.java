package org.vouch.identity.staff;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.vouch.audit.client.caller.CallerKind;

/** What a staff account may be: neither a resident nor a service of the platform. */
public enum StaffRole {
    @JsonProperty("checkpoint")
    CHECKPOINT(CallerKind.CHECKPOINT),
    @JsonProperty("collector")
    COLLECTOR(CallerKind.COLLECTOR),
    @JsonProperty("lab")
    LAB(CallerKind.LAB),
    @JsonProperty("officer")
    OFFICER(CallerKind.OFFICER),
    @JsonProperty("auditor")
    AUDITOR(CallerKind.AUDITOR),
    @JsonProperty("admin")
    ADMIN(CallerKind.ADMIN);

    private final CallerKind kind;

    StaffRole(CallerKind kind) {
        this.kind = kind;
    }

    public CallerKind kind() {
        return kind;
    }

    public String wire() {
        return kind.wire();
    }

    public static StaffRole named(String wire) {
        for (var role : values()) {
            if (role.wire().equals(wire)) {
                return role;
            }
        }
        throw new IllegalArgumentException("not a role of staff");
    }
}
