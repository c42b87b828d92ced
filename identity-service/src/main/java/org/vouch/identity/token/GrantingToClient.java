package org.vouch.identity.token;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/** The grant {@code client_credentials} (RFC 6749 section 4.4). */
@ApplicationScoped
public class GrantingToClient {
    /** What services call each other for, unless they say otherwise. */
    private static final String USUAL_TARGET = "healthcode-service";

    private final Clients clients;
    private final AssertingClient asserting;
    private final SignedTokens tokens;

    GrantingToClient(Clients clients, AssertingClient asserting, SignedTokens tokens) {
        this.clients = clients;
        this.asserting = asserting;
        this.tokens = tokens;
    }

    /** The target is the one service that the token is for; where it is null a service's token is for the usual one, any other client's for all. */
    public Grant grant(String id, String secret, @Nullable String target) {
        return isUnknown(target)
                ? Grant.refused(Grant.Cause.INVALID_TARGET)
                : grant(clients.authenticate(id, secret), target);
    }

    /** The same to a client that signs instead of telling a secret; an assertion for a wrong target is not spent. */
    public Uni<Grant> grant(AssertingClient.Assertion assertion, @Nullable String target) {
        return isUnknown(target)
                ? Uni.createFrom().item(Grant.refused(Grant.Cause.INVALID_TARGET))
                : asserting.authenticate(assertion).map(client -> grant(client, target));
    }

    private static boolean isUnknown(@Nullable String target) {
        return target != null && !SignedTokens.EVERY_SERVICE.contains(target);
    }

    private Grant grant(Optional<Client> authenticated, @Nullable String target) {
        return authenticated
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
