package org.vouch.identity.token;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CompactJws;
import org.vouch.audit.client.caller.TokenConfig;

/**
 * Finds out which client signed an assertion (RFC 7523 section 2.2, {@code private_key_jwt}): ES256 and nothing else, by a
 * key that the clients' file lists for the very client that the assertion names, at most 4,096 characters, good once.
 */
@ApplicationScoped
public class AssertingClient {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final int LONGEST = 4_096;

    private final Clients clients;
    private final SpentAssertions spent;
    private final AssertionPolicy policy;
    private final Clock clock;

    AssertingClient(Clients clients, SpentAssertions spent, TokenConfig tokens, Clock clock) {
        this.clients = clients;
        this.spent = spent;
        this.policy = new AssertionPolicy(Set.of(tokens.issuer(), tokens.issuer() + "/oauth2/token"));
        this.clock = clock;
    }

    /** What a client sends; the id is what it says of itself beside the assertion. Never printed. */
    public record Assertion(@Nullable String type, @Nullable String jwt, @Nullable String clientId) {
        @Override
        public String toString() {
            return "Assertion";
        }
    }

    /** Empty where it is nobody's, not for here, over, or was used before. */
    public Uni<Optional<Client>> authenticate(Assertion assertion) {
        var jwt = assertion.jwt();
        if (!TYPE.equals(assertion.type()) || jwt == null || jwt.length() > LONGEST) {
            return Uni.createFrom().item(Optional.empty());
        }
        var signed = signed(jwt)
                .filter(one -> assertion.clientId() == null
                        || assertion.clientId().equals(one.client().id()));
        if (signed.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        var client = signed.get().client();
        return policy.decide(signed.get().claims(), client.id(), clock.instant())
                        instanceof AssertionPolicy.Decision.Good good
                ? spent.spend(client.id(), good.id(), good.expiresAt())
                        .map(first -> first ? Optional.of(client) : Optional.empty())
                : Uni.createFrom().item(Optional.empty());
    }

    private record Signed(Client client, JwtClaims claims) {
        @Override
        public String toString() {
            return "Signed";
        }
    }

    private Optional<Signed> signed(String jwt) {
        try {
            var jws = CompactJws.parse(jwt);
            var claims = jws.claims();
            var listed = claims.getClaimValue("iss") instanceof String id
                    ? clients.keysOf(id)
                    : Optional.<Clients.Keys>empty();
            if (listed.isEmpty()) {
                return Optional.empty();
            }
            var key = listed.get().key(jws.keyId().orElse(null));
            return key.isPresent() && jws.isSignedBy(key.get())
                    ? Optional.of(new Signed(listed.get().client(), claims))
                    : Optional.empty();
        } catch (JoseException | InvalidJwtException malformed) {
            return Optional.empty();
        }
    }
}
