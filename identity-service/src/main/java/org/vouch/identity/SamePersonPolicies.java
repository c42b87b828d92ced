package org.vouch.identity;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import org.vouch.identity.enrolment.EnrolmentPolicy;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.challenge.ChallengePolicy;
import org.vouch.identity.presence.PresencePolicy;

/** Gives every rule that compares faces the one match policy of the recogniser's profile. */
@Dependent
class SamePersonPolicies {

    @Produces
    ChallengePolicy challenge(MatchPolicy samePerson) {
        return new ChallengePolicy(samePerson);
    }

    @Produces
    EnrolmentPolicy enrolment(MatchPolicy samePerson) {
        return new EnrolmentPolicy(samePerson);
    }

    @Produces
    PresencePolicy presence(MatchPolicy samePerson) {
        return new PresencePolicy(samePerson);
    }
}
