package org.vouch.audit.client.disclosure;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** Writes what was disclosed: bytes and text as they are, anything else as JSON. */
@Provider
public class DisclosedWriter implements MessageBodyWriter<Disclosed<?>> {
    private final ObjectMapper json;

    public DisclosedWriter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == Disclosed.class;
    }

    @Override
    public void writeTo(
            Disclosed<?> disclosed,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        var value = disclosed.value();
        if (value instanceof byte[] bytes) {
            out.write(bytes);
        } else if (value instanceof String text) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } else {
            out.write(json.writeValueAsBytes(value));
        }
    }
}
