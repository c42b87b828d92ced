package org.vouch.identity.facesession;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a face session may be spent on; it is no use for anything else. */
public enum Purpose {
    ENROLMENT,
    LOGIN,
    PRESENCE;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
