package org.vouch.audit.detection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an alert does before a human has looked at it. */
public enum Effect {
    /** The requester may not look at anybody until it lapses, is confirmed or is lifted. */
    SUSPEND,
    /** The person asked about is suddenly in demand: proxy lookups only at enrolled checkpoints. */
    SHIELD,
    /** Nothing but telling an auditor: what it rests on may have been brought about by somebody else, or needs a second look. */
    TELL;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
