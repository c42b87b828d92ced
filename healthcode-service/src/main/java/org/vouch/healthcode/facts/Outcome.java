package org.vouch.healthcode.facts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a laboratory found. */
public enum Outcome {
    NEGATIVE,
    POSITIVE,
    /** Tested, and the answer is neither: counts as no answer. */
    INCONCLUSIVE,
    /** The sample could not be tested: counts as no answer. */
    INVALID;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean conclusive() {
        return this == NEGATIVE || this == POSITIVE;
    }
}
