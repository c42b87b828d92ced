package org.vouch.identity.staff.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.vouch.identity.staff.PublicAddress;

/**
 * Whether a call that a cookie may go along with comes from a page of ours: no other site makes a browser sign anybody in
 * or out, or get a token. What is no browser says neither {@code Origin} nor {@code Sec-Fetch-Site}, and has no cookie by
 * itself. {@code SameSite=Strict} says the same to browsers; this does not rely on it.
 */
@ApplicationScoped
public class OwnPages {
    /** Any value: another site's page cannot send it without being asked first (CORS), and is never allowed. */
    public static final String HEADER = "Vouch-Page";

    private final PublicAddress address;

    OwnPages(PublicAddress address) {
        this.address = address;
    }

    public boolean sent(HttpHeaders call) {
        var site = call.getHeaderString("Sec-Fetch-Site");
        var origin = call.getHeaderString("Origin");
        return (site == null || site.equals("same-origin")) && (origin == null || origin.equals(address.origin()));
    }
}
