package org.vouch.healthcode.delegation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What of a dependant a helper may see. Results are another service's to show. */
@Schema(name = "DelegationScope")
public enum Scope {
    CODE,
    RESULTS;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Scope named(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
