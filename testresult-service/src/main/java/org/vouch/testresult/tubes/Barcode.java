package org.vouch.testresult.tubes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The barcode on a tube: 6 to 40 ASCII letters, digits and hyphens, so that it is safe in a path, a log and a label. */
@Schema(type = SchemaType.STRING, pattern = Barcode.FORM, examples = "CN-0000017")
public record Barcode(@JsonValue String value) {
    public static final String FORM = "[A-Za-z0-9-]{6,40}";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Barcode {
        if (!value.matches(FORM)) {
            throw new IllegalArgumentException("6 to 40 letters, digits and hyphens");
        }
    }

    /** For path parameters; what is not a barcode names no tube. */
    public static Barcode valueOf(String text) {
        return new Barcode(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
