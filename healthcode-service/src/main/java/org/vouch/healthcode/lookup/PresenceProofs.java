package org.vouch.healthcode.lookup;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.SignedToken;
import org.vouch.audit.client.caller.TokenConfig;
import org.vouch.audit.client.caller.TokenKeys;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.healthcode.lookup.ProofReading.Defective;
import org.vouch.healthcode.lookup.ProofReading.Genuine;

/**
 * Reads a presence proof: ES256 by a key of the issuer and nothing else, {@code typ: presence+jwt}, issued to this
 * service, for at most a minute that has begun and is not over. Whatever the token is made of, the answer is a reading
 * and never an exception. The subject is told only once the signature is verified.
 */
@ApplicationScoped
public class PresenceProofs {
    private static final int LONGEST_TEXT = 200;
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(60);
    /** How far the clock of identity-service may be ahead of this one. */
    private static final Duration ISSUER_AHEAD_BY = Duration.ofSeconds(5);

    private static final Set<String> PURPOSES = Set.of("entry", "travel", "medical", "help");

    private final TokenKeys keys;
    private final TokenConfig tokens;
    private final ProofConfig config;
    private final SealedSubjects subjects;
    private final Clock clock;

    PresenceProofs(TokenKeys keys, TokenConfig tokens, ProofConfig config, SealedSubjects subjects, Clock clock) {
        this.keys = keys;
        this.tokens = tokens;
        this.config = config;
        this.subjects = subjects;
        this.clock = clock;
    }

    /** A keyset that cannot be used, or a life that no proof or almost every one has, ends the start. */
    void check(@Observes StartupEvent event) {
        var unused = subjects.open("", "");
        check(config);
    }

    static void check(ProofConfig config) {
        var life = config.longestLife();
        if (life.compareTo(SHORTEST_LIFE) < 0 || life.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalStateException("vouch.proof.longest-life is from 1 to 60 seconds");
        }
    }

    private record Claims(
            String id,
            String issuer,
            boolean forUs,
            Instant issuedAt,
            Instant notBefore,
            Instant expiresAt,
            String requester,
            String purpose,
            @Nullable String venue,
            String sealed) {
        @Override
        public String toString() {
            return "Claims";
        }
    }

    public ProofReading read(String proof) {
        var token = SignedToken.read(proof, "presence+jwt", keys);
        if (!(token instanceof SignedToken.Signed signed)) {
            return Defective.unknown(((SignedToken.Refused) token).why());
        }
        try {
            return opened(claims(signed.claims()));
        } catch (MalformedClaimException | NullPointerException | DateTimeException malformed) {
            return Defective.unknown("malformed");
        }
    }

    private Claims claims(JwtClaims claims) throws MalformedClaimException {
        var issuedAt = requireNonNull(claims.getIssuedAt());
        return new Claims(
                requireNonNull(claims.getJwtId()),
                requireNonNull(claims.getIssuer()),
                claims.hasAudience() && claims.getAudience().contains(tokens.audience()),
                Instant.ofEpochSecond(issuedAt.getValue()),
                Instant.ofEpochSecond(
                        requireNonNullElse(claims.getNotBefore(), issuedAt).getValue()),
                Instant.ofEpochSecond(requireNonNull(claims.getExpirationTime()).getValue()),
                requireNonNull(claims.getStringClaimValue("req")),
                requireNonNull(claims.getStringClaimValue("purpose")),
                claims.getStringClaimValue("venue"),
                requireNonNull(claims.getStringClaimValue("sealed")));
    }

    private ProofReading opened(Claims claims) {
        if (claims.id().isBlank() || claims.id().length() > LONGEST_TEXT || !PURPOSES.contains(claims.purpose())) {
            return Defective.unknown("malformed");
        }
        var subject = subjects.open(claims.sealed(), claims.id()).orElse(null);
        if (subject == null) {
            return new Defective(
                    "sealed-for-another", new Circumstances(null, claims.purpose(), claims.venue(), claims.id()));
        }
        var genuine = new Genuine(
                claims.id(),
                requireNonNull(subject.person()),
                requireNonNull(subject.maskedName()),
                claims.requester(),
                claims.purpose(),
                claims.venue(),
                claims.expiresAt());
        var defect = defect(claims);
        return defect == null ? genuine : new Defective(defect, genuine.circumstances());
    }

    private @Nullable String defect(Claims claims) {
        var now = clock.instant();
        if (!tokens.issuer().equals(claims.issuer())) {
            return "issuer";
        }
        if (!claims.forUs()) {
            return "audience";
        }
        if (!now.isBefore(claims.expiresAt())) {
            return "expired";
        }
        var latestBegin = now.plus(ISSUER_AHEAD_BY);
        if (claims.issuedAt().isAfter(latestBegin) || claims.notBefore().isAfter(latestBegin)) {
            return "not-yet-issued";
        }
        if (Duration.between(claims.issuedAt(), claims.expiresAt()).compareTo(config.longestLife()) > 0) {
            return "lives-too-long";
        }
        return null;
    }
}
