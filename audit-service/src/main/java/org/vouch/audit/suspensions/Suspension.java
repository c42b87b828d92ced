package org.vouch.audit.suspensions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Takes one requester's right to look at others, never a right over their own data.
 *
 * @param until exclusive; open-ended where null
 * @param suspendedBy the rule or the auditor
 */
public record Suspension(
        UUID id,
        Requester requester,
        String reason,
        Instant since,
        @Nullable Instant until,
        String suspendedBy,
        @Nullable Step liftRequested,
        @Nullable Step lifted,
        Scope scope) {

    public Suspension(
            UUID id,
            Requester requester,
            String reason,
            Instant since,
            @Nullable Instant until,
            String suspendedBy,
            @Nullable Step liftRequested,
            @Nullable Step lifted) {
        this(id, requester, reason, since, until, suspendedBy, liftRequested, lifted, Scope.EVERYTHING);
    }

    /** Without an end: the right to look at people who do not themselves show a pass. */
    public static Suspension ofProxyLooks(UUID id, Requester requester, String reason, Instant since) {
        return new Suspension(id, requester, reason, since, null, reason, null, null, Scope.PROXY);
    }

    /** What is taken. */
    @Schema(name = "SuspensionScope")
    public enum Scope {
        EVERYTHING,
        /** Presence checks, proxy lookups, dependants: every look but at a pass that its holder shows. */
        PROXY;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who did it and when. */
    public record Step(String auditor, Instant at) {}

    /** Where a suspension stands. */
    @Schema(name = "SuspensionState")
    public enum State {
        ACTIVE,
        /** Its time is over. */
        LAPSED,
        /** Two auditors ended it. */
        LIFTED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public State stateAt(Instant now) {
        if (lifted != null) {
            return State.LIFTED;
        }
        return until == null || now.isBefore(until) ? State.ACTIVE : State.LAPSED;
    }

    public boolean inForceAt(Instant now) {
        return stateAt(now) == State.ACTIVE;
    }

    /** Whoever asked to lift it before asked about another one: this one takes two again. */
    Suspension openEnded() {
        return new Suspension(id, requester, reason, since, null, suspendedBy, null, lifted, scope);
    }

    Suspension withLiftRequested(Step step) {
        return new Suspension(id, requester, reason, since, until, suspendedBy, step, lifted, scope);
    }

    Suspension withLifted(Step step) {
        return new Suspension(id, requester, reason, since, until, suspendedBy, liftRequested, step, scope);
    }
}
