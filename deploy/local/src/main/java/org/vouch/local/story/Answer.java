package org.vouch.local.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What came back from a call.
 *
 * @param arrived {@link System#nanoTime} when the last byte was there
 */
record Answer(int status, String body, long arrived) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The body as JSON; a missing node if it is none. */
    JsonNode json() {
        if (body.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    String text(String field) {
        return json().path(field).asText();
    }

    /** The last part of a problem's type, empty if this is no problem. */
    String problem() {
        String type = text("type");
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /** The body of a call that the rest of the story cannot do without. */
    JsonNode orFail(String what) {
        if (status / 100 != 2) {
            throw new StoryBroken(what + " was answered with " + status + ": " + body);
        }
        return json();
    }
}
