package org.vouch.identity.consent.web;

import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.vouch.audit.client.edge.Problems;
import org.vouch.identity.vault.Consent;

/** That a person agreed, as a caller wrote it. Refused where it cannot be so: with the field's name and no value. */
public record GivenConsent(@NotNull String textVersion, @NotNull OffsetDateTime givenAt) {
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);
    private static final Duration RECENT = Duration.ofDays(1);

    /** The consent, if it is well-formed and no more ahead of our clock than clocks differ. */
    public Consent wellFormed(Clock clock) {
        if (!Consent.isVersion(textVersion)) {
            throw Problems.malformed("consent.textVersion", "has 1 to 64 letters, digits, dots, dashes, underscores")
                    .asException();
        }
        // As it is stored everywhere, so that one consent is the same however often it is sent.
        var at = givenAt.toInstant().truncatedTo(ChronoUnit.MILLIS);
        if (at.isAfter(clock.instant().plus(CLOCKS_DIFFER_BY))) {
            throw Problems.malformed("consent.givenAt", "lies in the future").asException();
        }
        return new Consent(textVersion, at);
    }

    /** The same, of consent to what is about to be done: given within the last day. */
    public Consent recent(Clock clock) {
        var consent = wellFormed(clock);
        if (consent.givenAt().isBefore(clock.instant().minus(RECENT))) {
            throw Problems.malformed("consent.givenAt", "lies more than a day back: ask the person anew")
                    .asException();
        }
        return consent;
    }
}
