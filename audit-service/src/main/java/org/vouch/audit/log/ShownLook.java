package org.vouch.audit.log;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A look as its subject is shown it, in those words that its entry has sealed. */
public record ShownLook(UUID id, String action, @Nullable String purpose, @Nullable String label) {

    /**
     * Whether the entry says otherwise. What this key did not seal says nothing: the key that did is gone, with its subject's
     * erasure for instance.
     */
    public boolean differs(SubjectKey key, byte[] sealed) {
        return key.open(id, sealed)
                .map(opening ->
                        !Arrays.equals(SubjectKey.details(opening), Leaf.bytes(details(action, purpose, label))))
                .orElse(false);
    }

    /** What is sealed of a look. */
    public static ObjectNode details(String action, @Nullable String purpose, @Nullable String label) {
        var details = JsonNodeFactory.instance.objectNode();
        details.put("action", action);
        details.put("purpose", purpose);
        details.put("label", label);
        return details;
    }

    @Override
    public String toString() {
        return "ShownLook[" + id + "]";
    }
}
