package org.vouch.audit.client.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/**
 * Refuses what JSON can write in any text and PostgreSQL can store in none: the character NUL, and half a surrogate
 * pair, which no UTF-8 can hold.
 */
final class StorableText extends StringDeserializer {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var text = super.deserialize(parser, context);
        if (text != null && !isStorable(text)) {
            return context.reportInputMismatch(this, "a text holds no NUL and no half of a surrogate pair");
        }
        return text;
    }

    /** Every text of every record comes by here: no stream for it. */
    private static boolean isStorable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (unit == 0) {
                return false;
            }
            if (Character.isSurrogate(unit)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
