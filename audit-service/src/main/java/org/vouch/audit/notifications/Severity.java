package org.vouch.audit.notifications;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.vouch.audit.detection.Effect;

/** How much an alert asks for somebody at once. */
public enum Severity {
    /** Something was taken from somebody, or somebody needs protection: it ends, or must be decided, within a day. */
    HIGH,
    MEDIUM;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Severity of(Effect effect) {
        return effect == Effect.TELL ? MEDIUM : HIGH;
    }
}
