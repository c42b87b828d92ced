package org.vouch.identity.counter;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.platform.Ids;
import org.vouch.identity.attempt.Pacing;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.counter.CounterCases.CounterCase;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.vault.Vault;

/**
 * The first officer has a person and their document at the counter. Does the same for every document and name; by itself it
 * leads to nothing. It counts as failed for the officer until the person has what they came for.
 */
@ApplicationScoped
public class OpeningCase {
    private final CounterCases cases;
    private final CounterHashes hashes;
    private final Vault vault;
    private final Pacing pacing;
    private final CounterConfig config;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random;

    OpeningCase(
            CounterCases cases,
            CounterHashes hashes,
            Vault vault,
            Pacing pacing,
            CounterConfig config,
            Ids ids,
            Clock clock,
            SecureRandom random) {
        this.cases = cases;
        this.hashes = hashes;
        this.vault = vault;
        this.pacing = pacing;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /** What the first officer is told: the half is for the person, null where there will be no code. */
    public record Opened(UUID id, @Nullable CodeHalf firstHalf, Instant expiresAt) {
        @Override
        public String toString() {
            return "Opened";
        }
    }

    /** What the first officer reads, looked up once: the subject is for the record alone, null where nobody is enrolled. */
    public record Presented(@Nullable UUID subject, byte[] documentIndex, PersonName name) {
        @Override
        public String toString() {
            return "Presented";
        }
    }

    public Uni<Presented> presented(Document document, PersonName name) {
        return vault.open(document).map(entry -> {
            try (entry) {
                return new Presented(entry.subject(), entry.primaryIndex(), name);
            }
        });
    }

    public Uni<Opened> open(String officer, Presented presented, Errand errand) {
        return pacing.attempt(Source.officer(officer), () -> opened(officer, presented, errand), opened -> false);
    }

    private Uni<Opened> opened(String officer, Presented presented, Errand errand) {
        var id = ids.next();
        var half = errand.purpose() == Purpose.ENROLMENT ? null : CodeHalf.random(random);
        var end = clock.instant().plus(config.caseLife()).truncatedTo(ChronoUnit.MILLIS);
        return cases.open(new CounterCase(
                        id,
                        hashes.claim(id, presented.documentIndex(), presented.name()),
                        half == null ? null : hashes.firstHalf(half),
                        officer,
                        errand,
                        end))
                .replaceWith(() -> new Opened(id, half, end));
    }
}
