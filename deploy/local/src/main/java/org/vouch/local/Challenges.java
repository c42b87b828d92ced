package org.vouch.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.face.challenge.Challenge.Action;

/** A challenge as the API writes it. */
public final class Challenges {

    private Challenges() {}

    /**
     * @throws IllegalArgumentException in words for whoever wrote it, unless it is an array of steps from 0 on with known
     *     actions, the first of which is neutral
     */
    public static Challenge read(JsonNode steps) {
        if (!steps.isArray() || steps.isEmpty()) {
            throw new IllegalArgumentException("A challenge is an array of steps.");
        }
        List<Action> actions = new ArrayList<>();
        for (JsonNode step : steps) {
            if (step.path("step").asInt(-1) != actions.size()) {
                throw new IllegalArgumentException("The steps of a challenge are numbered from 0.");
            }
            String action = step.path("action").asText();
            actions.add(Action.named(action)
                    .orElseThrow(() -> new IllegalArgumentException("Unknown action \"" + action + "\".")));
        }
        return new Challenge(actions);
    }
}
