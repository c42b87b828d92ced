package org.vouch.log.edge;

import java.nio.charset.StandardCharsets;

/** What a {@link Door} says. */
public record Answer(int status, String type, byte[] body) {
    /** In UTF-8. */
    public static Answer of(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    public static Answer of(int status, String type, String text) {
        return new Answer(status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
