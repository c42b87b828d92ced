package org.vouch.identity.staff.web;

import java.time.Duration;
import org.vouch.identity.staff.Secret;

/**
 * The cookie of a staff session. {@code __Host-} (RFC 6265bis section 4.1.3.2) ties it to this very host; no script reads
 * it, no other site's page sends it.
 */
public final class SessionCookie {
    public static final String NAME = "__Host-vouch-staff";

    private static final String WHERE = "; Path=/; Secure; HttpOnly; SameSite=Strict";

    private SessionCookie() {}

    /** A value of {@code Set-Cookie}. */
    static String of(Secret session, Duration life) {
        return NAME + "=" + session.text() + "; Max-Age=" + life.toSeconds() + WHERE;
    }

    static String gone() {
        return NAME + "=; Max-Age=0" + WHERE;
    }
}
