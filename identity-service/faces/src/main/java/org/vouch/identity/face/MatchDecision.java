package org.vouch.identity.face;

/** Whether two templates are of one person; the distance is for records and measuring, never for an answer. */
public sealed interface MatchDecision {

    /** In the units of the profile's metric; smaller is more alike. */
    double distance();

    record Accepted(double distance) implements MatchDecision {}

    record Rejected(double distance) implements MatchDecision {}
}
