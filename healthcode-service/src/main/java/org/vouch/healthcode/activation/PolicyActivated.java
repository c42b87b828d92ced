package org.vouch.healthcode.activation;

import java.time.Instant;
import org.vouch.healthcode.policy.PolicyId;

/**
 * Colours are decided by this policy from now on: the payload of the event of that name on {@value #TOPIC}.
 *
 * @param sha256 of the policy as it was written, in hexadecimal: a version that was changed in silence is another
 */
public record PolicyActivated(PolicyId policy, String sha256, Instant at) {
    public static final String TOPIC = "healthcode.colours";
    public static final String TYPE = "org.vouch.healthcode.PolicyActivated.v1";
}
