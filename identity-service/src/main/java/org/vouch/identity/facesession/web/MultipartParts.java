package org.vouch.identity.facesession.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} (RFC 7578, RFC 2046 section 5.1) part by part from the stream: holds one part at a
 * time, in memory and nowhere else, and overwrites its own copies. Stops at the first thing that breaks a limit or the
 * form.
 */
final class MultipartParts implements AutoCloseable {
    private static final int BUFFER = 32 * 1024;
    private static final int LONGEST_HEADER = 1024;
    private static final int MOST_HEADERS = 16;
    private static final int FIRST_GUESS = 128 * 1024;
    private static final Pattern BOUNDARY = Pattern.compile(
            "(?i)^\\s*multipart/form-data\\s*;(?:.*;)?\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))\\s*(?:;.*)?$");
    private static final Pattern NAME = Pattern.compile(
            "(?i)^content-disposition\\s*:\\s*form-data\\s*;(?:.*;)?\\s*name=(?:\"([^\"]*)\"|([^\\s;\"]+)).*$");
    private static final Pattern TYPE = Pattern.compile("(?i)^content-type\\s*:\\s*([^\\s;]+).*$");

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private boolean begun;

    MultipartParts(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }

    /** The boundary that the request's content type names; empty where it names none. */
    static Optional<String> boundary(@Nullable String contentType) {
        var found = BOUNDARY.matcher(contentType == null ? "" : contentType);
        return found.matches()
                ? Optional.of(found.group(1) == null ? found.group(2) : found.group(1))
                : Optional.empty();
    }

    /**
     * A part's name and type; its content follows in {@link #content}.
     *
     * @param type in lower case, null where the part names none
     */
    record Header(String name, @Nullable String type) {
        @Override
        public String toString() {
            return "Header";
        }
    }

    /** The body is not multipart/form-data, or ends too early. */
    static final class Malformed extends IOException {
        Malformed() {
            super("malformed multipart body");
        }
    }

    /** A part is larger than it may be. */
    static final class TooLarge extends IOException {
        TooLarge() {
            super("a part is too large");
        }
    }

    /** There is no room for a part now. */
    static final class NoRoom extends IOException {
        NoRoom() {
            super("no room for a part");
        }
    }

    /** The next part, whose content must be read before the one after it; empty at the end. */
    Optional<Header> next() throws IOException {
        if (!begun) {
            begin();
        }
        var after = line(2);
        if (after.equals("--")) {
            return Optional.empty();
        }
        if (!after.isEmpty()) {
            throw new Malformed();
        }
        return Optional.of(header());
    }

    /**
     * The content of the part that {@link #next} announced; the caller overwrites it.
     *
     * @param room is asked before so many bytes more are held; a refusal ends the reading
     */
    byte[] content(int mostBytes, IntPredicate room) throws IOException {
        var content = new byte[0];
        var length = 0;
        while (true) {
            var end = indexOfDelimiter();
            var take = end >= 0 ? end - from : Math.max(0, to - from - delimiter.length + 1);
            if (length + take > mostBytes) {
                Arrays.fill(content, (byte) 0);
                throw new TooLarge();
            }
            if (length + take > content.length) {
                var larger = Math.max(FIRST_GUESS, Math.max(length + take, content.length * 2));
                content = grown(content, Math.min(mostBytes, larger), room);
            }
            System.arraycopy(buffer, from, content, length, take);
            length += take;
            from += take;
            if (end >= 0) {
                from += delimiter.length;
                return resized(content, length);
            }
            if (!fill()) {
                Arrays.fill(content, (byte) 0);
                throw new Malformed();
            }
        }
    }

    /** Overwrites what was read last. */
    @Override
    public void close() {
        Arrays.fill(buffer, (byte) 0);
    }

    private void begin() throws IOException {
        begun = true;
        // The first delimiter stands at the very beginning: nothing is taken before it.
        System.arraycopy("\r\n".getBytes(StandardCharsets.US_ASCII), 0, buffer, 0, 2);
        to = 2;
        while (to < delimiter.length) {
            if (!fill()) {
                throw new Malformed();
            }
        }
        if (indexOfDelimiter() != 0) {
            throw new Malformed();
        }
        from = delimiter.length;
    }

    private Header header() throws IOException {
        String name = null;
        String type = null;
        var lines = 0;
        for (var line = line(LONGEST_HEADER); !line.isEmpty(); line = line(LONGEST_HEADER)) {
            if (++lines > MOST_HEADERS) {
                throw new Malformed();
            }
            var disposition = NAME.matcher(line);
            if (disposition.matches()) {
                name = disposition.group(1) == null ? disposition.group(2) : disposition.group(1);
            }
            var contentType = TYPE.matcher(line);
            if (contentType.matches()) {
                type = contentType.group(1).toLowerCase(Locale.ROOT);
            }
        }
        if (name == null) {
            throw new Malformed();
        }
        return new Header(name, type);
    }

    /** Up to the next line break, which is taken too; the two dashes of the last delimiter count as a line of their own. */
    private String line(int longest) throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            var next = read();
            if (next == '\r') {
                if (read() != '\n') {
                    throw new Malformed();
                }
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(next);
            if (longest == 2
                    && line.size() == 2
                    && line.toString(StandardCharsets.US_ASCII).equals("--")) {
                return "--";
            }
            if (line.size() > longest) {
                throw new Malformed();
            }
        }
    }

    private int read() throws IOException {
        if (from == to && !fill()) {
            throw new Malformed();
        }
        return buffer[from++] & 0xff;
    }

    private int indexOfDelimiter() {
        var last = to - delimiter.length;
        for (var i = from; i <= last; i++) {
            if (buffer[i] == '\r' && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                return i;
            }
        }
        return -1;
    }

    /** Moves what is left to the front and reads more; false at the end of the body. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        var read = in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            return false;
        }
        to += read;
        return true;
    }

    private static byte[] grown(byte[] bytes, int length, IntPredicate room) throws NoRoom {
        if (!room.test(length - bytes.length)) {
            Arrays.fill(bytes, (byte) 0);
            throw new NoRoom();
        }
        return resized(bytes, length);
    }

    private static byte[] resized(byte[] bytes, int length) {
        if (bytes.length == length) {
            return bytes;
        }
        var resized = Arrays.copyOf(bytes, length);
        Arrays.fill(bytes, (byte) 0);
        return resized;
    }
}
