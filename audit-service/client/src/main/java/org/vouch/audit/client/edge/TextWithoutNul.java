package org.vouch.audit.client.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/** Refuses the character NUL, which JSON can write in any text and PostgreSQL can store in none. */
final class TextWithoutNul extends StringDeserializer {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var text = super.deserialize(parser, context);
        if (text != null && text.indexOf('\0') >= 0) {
            return context.reportInputMismatch(this, "a text holds no NUL");
        }
        return text;
    }
}
