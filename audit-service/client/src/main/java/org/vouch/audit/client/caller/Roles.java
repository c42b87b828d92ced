package org.vouch.audit.client.caller;

/** The role names of {@link CallerKind} as constants, for {@code @RolesAllowed}. */
public final class Roles {
    public static final String RESIDENT = "resident";
    public static final String CHECKPOINT = "checkpoint";
    public static final String COLLECTOR = "collector";
    public static final String LAB = "lab";
    public static final String OFFICER = "officer";
    public static final String AUDITOR = "auditor";
    public static final String ADMIN = "admin";
    public static final String SERVICE = "service";

    private Roles() {}
}
