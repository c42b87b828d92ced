package org.vouch.identity.staff;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.vouch.audit.client.caller.TokenConfig;

/** This service as browsers know it. */
@ApplicationScoped
public class PublicAddress {
    private final URI url;

    PublicAddress(StaffConfig config, TokenConfig tokens) {
        this.url = config.publicUrl().orElseGet(() -> URI.create(tokens.issuer()));
    }

    /** The secret stands behind the {@code #}, which browsers send to nobody: it is in no log of any server. */
    String invitation(Secret secret) {
        return url + "/staff/sign-in#" + secret.text();
    }

    /** As browsers write it into {@code Origin} (RFC 6454 section 6.1), without a port that goes without saying. */
    public String origin() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
