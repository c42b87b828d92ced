package org.vouch.healthcode.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The four answers there are; {@code UNKNOWN} is an answer and never stands in for another one. */
public enum Colour {
    GREEN,
    YELLOW,
    RED,
    UNKNOWN;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
