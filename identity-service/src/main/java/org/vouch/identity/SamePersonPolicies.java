package org.vouch.identity;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import org.vouch.identity.enrolment.EnrolmentPolicy;
import org.vouch.identity.face.AttackPolicy;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.challenge.ChallengePolicy;
import org.vouch.identity.presence.PresencePolicy;

/**
 * Gives every rule that compares faces the one match policy of the recogniser's profile, and the rule that judges frames
 * that of the attacks' profile as well.
 */
@Dependent
class SamePersonPolicies {

    @Produces
    ChallengePolicy challenge(MatchPolicy samePerson, AttackPolicy attacks) {
        return new ChallengePolicy(samePerson, attacks);
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
