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
        if (text != null && !text.codePoints().allMatch(StorableText::isStorable)) {
            return context.reportInputMismatch(this, "a text holds no NUL and no half of a surrogate pair");
        }
        return text;
    }

    private static boolean isStorable(int character) {
        return character != 0 && (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE);
    }
}
