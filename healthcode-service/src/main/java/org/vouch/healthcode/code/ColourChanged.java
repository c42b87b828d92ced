package org.vouch.healthcode.code;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.policy.PolicyId;

/**
 * A fact gave a person another colour: the payload of the event of that name on {@value #TOPIC}.
 *
 * @param validUntil when the new colour ends by time alone; that end is not announced by an event of its own
 * @param cause id of the event that brought the fact
 */
public record ColourChanged(
        UUID person, Colour from, Colour to, PolicyId policy, @Nullable Instant validUntil, UUID cause, Instant at) {
    public static final String TOPIC = "healthcode.colours";
    public static final String TYPE = "org.vouch.healthcode.ColourChanged.v1";

    @Override
    public String toString() {
        return "ColourChanged";
    }
}
