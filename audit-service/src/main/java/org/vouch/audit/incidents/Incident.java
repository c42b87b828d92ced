package org.vouch.audit.incidents;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.RaisedAlert.State;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.suspensions.Requester;

/**
 * What one ring did, or whom one person was asked about by: all alerts of one incident, the newest ones of them.
 *
 * @param alerts newest first, at most {@value #MOST_ALERTS}
 * @param people whom the alerts' evidence is about, as far as it is in the log
 */
public record Incident(Summary summary, List<Part> alerts, List<Account> accounts, List<Person> people) {
    public static final int MOST_ALERTS = 500;

    /**
     * An incident among others.
     *
     * @param firstAlert the alert that began it
     * @param raisedAt when that one came in
     * @param state open as long as an alert is, then confirmed if one was
     * @param firstAt the first look that led to it
     * @param lastAt the last one
     */
    public record Summary(
            UUID id,
            UUID firstAlert,
            Instant raisedAt,
            State state,
            List<String> rules,
            long alerts,
            long accounts,
            Instant firstAt,
            Instant lastAt) {}

    /** One alert of it. */
    public record Part(
            UUID id, String rule, State state, Requester requester, Instant raisedAt, @Nullable UUID suspension) {}

    /** One who looked, and how many alerts name them. */
    public record Account(Requester requester, long alerts) {}

    /** One who was looked at, and by which of the accounts, as the evidence says. */
    public record Person(Pseudonym pseudonym, List<Pseudonym> by) {}

    /** Where it stands, by how many of its alerts are open and how many confirmed. */
    public static State stateOf(long open, long confirmed) {
        if (open > 0) {
            return State.OPEN;
        }
        return confirmed > 0 ? State.CONFIRMED : State.DISMISSED;
    }
}
