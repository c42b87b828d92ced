package org.vouch.identity.staff;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.vouch.audit.client.caller.TokenConfig;

/** This service as browsers know it. */
@ApplicationScoped
public class PublicAddress {
    private static final Logger LOG = Logger.getLogger(PublicAddress.class);
    private static final int BEFORE_OTHERS = 10;

    private final URI url;

    PublicAddress(StaffConfig config, TokenConfig tokens) {
        this.url = config.publicUrl().orElseGet(() -> URI.create(tokens.issuer()));
        if (url.getScheme() == null || url.getHost() == null) {
            throw new IllegalStateException("vouch.staff.public-url is no address of a server");
        }
    }

    /** Makes this bean at the start, before anybody is invited to an address that is none. */
    void check(@Observes @Priority(BEFORE_OTHERS) StartupEvent event) {
        LOG.debugf("staff sign in at %s", url);
    }

    /** The secret stands behind the {@code #}, which browsers send to nobody: it is in no log of any server. */
    String invitation(Secret secret) {
        return url.toString().replaceAll("/+$", "") + "/staff/sign-in#" + secret.text();
    }

    /** As browsers write it into {@code Origin} (RFC 6454 section 6.2): without a port that goes without saying. */
    public String origin() {
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        var usual = scheme.equals("https") ? 443 : 80;
        var port = url.getPort() == -1 || url.getPort() == usual ? "" : ":" + url.getPort();
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
