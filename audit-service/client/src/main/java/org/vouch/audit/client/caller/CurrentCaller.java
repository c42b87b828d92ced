package org.vouch.audit.client.caller;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller of this request. Only for resources that demand a role: without a verified token it throws. */
@RequestScoped
public class CurrentCaller {
    @Inject
    JsonWebToken token;

    public Caller get() {
        var kind = CallerKind.among(token.getGroups())
                .orElseThrow(() -> new IllegalStateException("this endpoint is open to callers without a token"));
        return Caller.of(token, kind);
    }
}
