package org.vouch.testresult.tubes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The barcode on a tube: 1 to 64 ASCII letters, digits, dots, underscores and hyphens that begin with a letter or digit,
 * so that it is safe in a path, a log and a label.
 */
@Schema(type = SchemaType.STRING, pattern = Barcode.FORM, examples = "CN-0000017")
public record Barcode(@JsonValue String value) {
    public static final String FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Barcode {
        if (!value.matches(FORM)) {
            throw new IllegalArgumentException("1 to 64 letters, digits, dots, underscores and hyphens");
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
