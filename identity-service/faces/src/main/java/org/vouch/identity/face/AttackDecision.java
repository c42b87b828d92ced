package org.vouch.identity.face;

/** Whether frames show a face or a picture of one; the score goes nowhere, so that nobody can work towards a better one. */
public sealed interface AttackDecision {

    /** No network is configured. */
    record NotJudged() implements AttackDecision {}

    record Live() implements AttackDecision {}

    record Attack() implements AttackDecision {}
}
