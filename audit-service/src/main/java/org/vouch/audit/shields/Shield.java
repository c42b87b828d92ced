package org.vouch.audit.shields;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Keeps residents from one person until its end. Takes nothing from the person, and nothing from checkpoints.
 *
 * @param subject the handle by which services recognise the person; no auditor sees it
 * @param incident of the alerts that led to it
 * @param until exclusive
 * @param ended null unless an auditor ended it before its time
 */
public record Shield(
        UUID id, String subject, UUID incident, String rule, Instant since, Instant until, @Nullable Ended ended) {

    /** Which auditor ended it, when and why. */
    public record Ended(String auditor, Instant at, String reason) {
        @Override
        public String toString() {
            return "Ended";
        }
    }

    /** Where a shield stands. */
    @Schema(name = "ShieldState")
    public enum State {
        ACTIVE,
        /** Its time is over. */
        LAPSED,
        /** An auditor ended it. */
        ENDED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public State stateAt(Instant now) {
        if (ended != null) {
            return State.ENDED;
        }
        return now.isBefore(until) ? State.ACTIVE : State.LAPSED;
    }

    public boolean inForceAt(Instant now) {
        return stateAt(now) == State.ACTIVE;
    }

    Shield with(Ended end) {
        return new Shield(id, subject, incident, rule, since, until, end);
    }

    @Override
    public String toString() {
        return "Shield[" + rule + " " + id + "]";
    }
}
