package org.vouch.identity.platform;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;

/** Who is calling where a token is not needed: empty without one; a bad one fails with 401 all the same. */
@RequestScoped
public class MaybeCaller {
    private final CurrentIdentityAssociation identity;

    MaybeCaller(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    public Uni<Optional<Caller>> get() {
        return identity.getDeferredIdentity().map(MaybeCaller::caller);
    }

    private static Optional<Caller> caller(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof JsonWebToken token && !identity.isAnonymous()
                ? CallerKind.among(token.getGroups()).map(kind -> Caller.of(token, kind))
                : Optional.empty();
    }
}
