package org.vouch.audit.client.edge;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Takes JSON in UTF-8 (RFC 8259 section 8.1) and in no other encoding that a parser would guess from its first bytes. */
final class Utf8Alone extends InputDecorator {
    private static final int TOLD_BY = 4;

    @Override
    public InputStream decorate(IOContext context, InputStream json) throws IOException {
        var first = json.readNBytes(TOLD_BY);
        check(first, 0, first.length);
        var whole = new PushbackInputStream(json, TOLD_BY);
        whole.unread(first);
        return whole;
    }

    /** Null stands for the bytes as they are. */
    @Override
    @Nullable
    public InputStream decorate(IOContext context, byte[] json, int offset, int length) throws IOException {
        check(json, offset, Math.min(length, TOLD_BY));
        return null;
    }

    @Override
    public Reader decorate(IOContext context, Reader json) {
        return json;
    }

    /** JSON begins with ASCII: in UTF-16 and UTF-32 a zero is next to it, or a byte order mark before it. */
    private static void check(byte[] json, int offset, int length) throws IOException {
        for (var i = offset; i < offset + length; i++) {
            if (json[i] == 0 || json[i] == (byte) 0xFE || json[i] == (byte) 0xFF) {
                throw new JsonParseException(null, "not in UTF-8");
            }
        }
    }
}
