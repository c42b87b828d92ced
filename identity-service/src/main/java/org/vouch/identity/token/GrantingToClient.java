package org.vouch.identity.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/** The grant {@code client_credentials} (RFC 6749 section 4.4). */
@ApplicationScoped
public class GrantingToClient {
    /** What services call each other for, unless they say otherwise. */
    private static final String USUAL_TARGET = "healthcode-service";

    private final Clients clients;
    private final SignedTokens tokens;

    GrantingToClient(Clients clients, SignedTokens tokens) {
        this.clients = clients;
        this.tokens = tokens;
    }

    /** The target is the one service that the token is for; where it is null a service's token is for the usual one, any other client's for all. */
    public Grant grant(String id, String secret, @Nullable String target) {
        if (target != null && !SignedTokens.EVERY_SERVICE.contains(target)) {
            return Grant.refused(Grant.Cause.INVALID_TARGET);
        }
        return clients.authenticate(id, secret)
                .<Grant>map(client -> new Grant.Granted(
                        tokens.forClient(client, audience(client, target)), tokens.lifeInSeconds(), null))
                .orElse(Grant.refused(Grant.Cause.INVALID_CLIENT));
    }

    private static List<String> audience(Client client, @Nullable String target) {
        if (target != null) {
            return List.of(target);
        }
        return client.kind() == CallerKind.SERVICE ? List.of(USUAL_TARGET) : SignedTokens.EVERY_SERVICE;
    }
}
