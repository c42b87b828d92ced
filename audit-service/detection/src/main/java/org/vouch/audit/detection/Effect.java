package org.vouch.audit.detection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.vouch.audit.client.caller.CallerKind;

/** What an alert does before a human has looked at it. */
public enum Effect {
    /** The requester may not look at anybody until it lapses, is confirmed or is lifted. */
    SUSPEND,
    /** The person asked about is suddenly in demand: proxy lookups only at enrolled checkpoints. */
    SHIELD,
    /** The requester looks at others once in a while, for a day: too much for nothing, too little to suspend for. */
    THROTTLE,
    /** The requester signs in anew before they look at anybody again: somebody else may have their token. */
    STEP_UP,
    /** Nothing but telling an auditor: what it rests on may have been brought about by somebody else, or needs a second look. */
    TELL;

    /** What was done may be a thief's: a resident signs in anew, a client cannot show a face. */
    static Effect againstWhomeverHasTheToken(CallerKind kind) {
        return kind == CallerKind.RESIDENT ? STEP_UP : TELL;
    }

    /** As it is stored and sent. */
    public static Effect of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
