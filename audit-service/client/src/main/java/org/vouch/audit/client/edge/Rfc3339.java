package org.vouch.audit.client.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads an instant from RFC 3339 text (section 5.6) and from nothing else: not from a number, not without a zone, not
 * with a year of more than four digits, which a database might not hold.
 */
final class Rfc3339<T> extends StdScalarDeserializer<T> {
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

    private final transient Function<OffsetDateTime, T> form;

    private Rfc3339(Class<T> type, Function<OffsetDateTime, T> form) {
        super(type);
        this.form = form;
    }

    static Rfc3339<Instant> instants() {
        return new Rfc3339<>(Instant.class, OffsetDateTime::toInstant);
    }

    static Rfc3339<OffsetDateTime> offsetDateTimes() {
        return new Rfc3339<>(OffsetDateTime.class, time -> time);
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            var text = parser.getText();
            var utc = UtcText.read(text);
            if (utc != null) {
                return form.apply(utc.atOffset(ZoneOffset.UTC));
            }
            if (DATE_TIME.matcher(text).matches()) {
                try {
                    return form.apply(OffsetDateTime.parse(text));
                } catch (DateTimeException noSuchTime) {
                    // Answered below, as any other text that is not a time.
                }
            }
        }
        return context.reportInputMismatch(handledType(), "not an RFC 3339 time with a zone");
    }
}
