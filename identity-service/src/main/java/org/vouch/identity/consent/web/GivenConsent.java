package org.vouch.identity.consent.web;

import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.vouch.audit.client.edge.Problems;
import org.vouch.identity.vault.Consent;

/** That a person agreed, as a caller wrote it. Refused where it cannot be so: with the field's name and no value. */
public record GivenConsent(@NotNull String textVersion, @NotNull OffsetDateTime givenAt) {
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

    /** The consent, if it is well-formed and no more ahead of our clock than clocks differ. */
    public Consent wellFormed(Clock clock) {
        if (!Consent.isVersion(textVersion)) {
            throw Problems.malformed("consent.textVersion", "has 1 to 64 letters, digits, dots, dashes, underscores")
                    .asException();
        }
        var at = givenAt.toInstant();
        if (at.isAfter(clock.instant().plus(CLOCKS_DIFFER_BY))) {
            throw Problems.malformed("consent.givenAt", "lies in the future").asException();
        }
        return new Consent(textVersion, at);
    }
}
