package org.vouch.identity.presence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.suspension.Shields;
import org.vouch.identity.attempt.Attempts;
import org.vouch.identity.attempt.Pacing;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.platform.Turns;
import org.vouch.identity.vault.Identity;
import org.vouch.identity.vault.Vault;
import org.vouch.identity.vault.VaultEntry;

/**
 * Whether a face that was shown is the enrolled one of the person whom document and name claim. Somebody who is not known
 * costs the same as somebody who is, up to and including the comparison of faces.
 */
@ApplicationScoped
public class ProvingPerson {
    private static final String TOO_MANY = "too-many-attempts";

    /**
     * Whom nobody shows a face of is looked up for the record alone, at the same cost of a stretching: few at once, so that
     * those who have no face to show take the turn of nobody who has one.
     */
    private static final int CLAIMED_AT_ONCE = 4;

    private static final int CLAIMED_WAITING = 64;

    private final Vault vault;
    private final PresencePolicy policy;
    private final Attempts attempts;
    private final Pacing pacing;
    private final Shields shields;
    private final Clock clock;
    private final Turns claims = new Turns(CLAIMED_AT_ONCE, CLAIMED_WAITING);

    ProvingPerson(Vault vault, PresencePolicy policy, Attempts attempts, Pacing pacing, Shields shields, Clock clock) {
        this.vault = vault;
        this.policy = policy;
        this.attempts = attempts;
        this.pacing = pacing;
        this.shields = shields;
        this.clock = clock;
    }

    /** Who it is, or whom it was claimed to be. */
    public sealed interface Outcome {
        record Proven(Identity identity) implements Outcome {}

        /** The subject is null where the document is not known; the reason is for the access record alone. */
        record NotProven(@Nullable UUID subject, String reason) implements Outcome {
            @Override
            public String toString() {
                return "NotProven";
            }
        }
    }

    /**
     * The person under this document, null where it is not known: for a record of who was asked about, and nothing else.
     * Waits for its turn; where too many do, 503.
     */
    public Uni<@Nullable UUID> claimed(Document document) {
        return claims.take("anybody", () -> vault.open(document).map(entry -> {
            try (entry) {
                return entry.subject();
            }
        }));
    }

    /**
     * Compares whenever the source may try at all (else 429); while the document may not be tried, only a match at a
     * checkpoint is one. For a resident somebody who is shielded is never there: compared, counted and refused as if the
     * face were another's, so that not even the time tells.
     */
    public Uni<Outcome> prove(Document document, PersonName name, FaceTemplate shown, Source source) {
        return pacing.attempt(
                source,
                () -> vault.open(document).chain(entry -> Uni.createFrom()
                        .deferred(() -> attempts.begin(entry.primaryIndex(), clock.instant())
                                .chain(open -> outcome(entry, policy.decide(entry, name, shown), open, source)))
                        .eventually(entry::close)),
                Outcome.Proven.class::isInstance);
    }

    /**
     * Whether it is the face of somebody whose token was presented already; nobody's row opens without its document, so it
     * is asked for, and a name is not. A document of anybody else is neither tried nor counted as tried: what is done to it
     * here its owner would not see. It is a failure of its source all the same.
     */
    public Uni<Outcome> proveSelf(Document document, UUID self, FaceTemplate shown, Source source) {
        return pacing.attempt(
                source,
                () -> vault.open(document).chain(entry -> Uni.createFrom()
                        .deferred(() -> {
                            var compared = policy.decide(entry, entry.identity().name(), shown);
                            return self.equals(entry.subject())
                                    ? attempts.begin(entry.primaryIndex(), clock.instant())
                                            .chain(open -> outcome(entry, compared, open, source))
                                    : Uni.createFrom().item(new Outcome.NotProven(null, "document-of-another"));
                        })
                        .eventually(entry::close)),
                Outcome.Proven.class::isInstance);
    }

    private Uni<Outcome> outcome(VaultEntry entry, Outcome compared, boolean open, Source source) {
        if (compared instanceof Outcome.Proven && isShieldedFrom(source, entry)) {
            return Uni.createFrom().item(new Outcome.NotProven(entry.subject(), Shields.REASON));
        }
        if (compared instanceof Outcome.Proven && open) {
            return attempts.succeeded(entry.primaryIndex()).replaceWith(compared);
        }
        return Uni.createFrom()
                .item(
                        open || compared instanceof Outcome.Proven && source.isCheckpoint()
                                ? compared
                                : new Outcome.NotProven(entry.subject(), TOO_MANY));
    }

    private boolean isShieldedFrom(Source source, VaultEntry entry) {
        var requester = source.requester();
        return requester != null && shields.closedTo(requester, entry.subject());
    }
}
