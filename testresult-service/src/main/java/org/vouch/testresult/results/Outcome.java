package org.vouch.testresult.results;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a lab found in a tube. */
@Schema(
        type = SchemaType.STRING,
        enumeration = {"negative", "positive", "inconclusive", "invalid"})
public enum Outcome {
    NEGATIVE,
    POSITIVE,
    INCONCLUSIVE,
    INVALID;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Outcome ofWire(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
