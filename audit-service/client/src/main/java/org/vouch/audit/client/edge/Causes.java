package org.vouch.audit.client.edge;

import org.jspecify.annotations.Nullable;

/** Renders a failure for the log without any message: a message may quote what a person sent. */
public final class Causes {
    private static final int DEEPEST = 6;
    private static final int FRAMES = 4;

    private Causes() {}

    /** The chain of exception types, each with the first few places it came from. */
    public static String withoutMessages(@Nullable Throwable failure) {
        var text = new StringBuilder();
        var depth = 0;
        for (var cause = failure; cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
            text.append(depth == 0 ? "" : " <- ").append(cause.getClass().getName());
            var frames = cause.getStackTrace();
            for (var i = 0; i < Math.min(FRAMES, frames.length); i++) {
                text.append(i == 0 ? " at " : ", ")
                        .append(frames[i].getClassName())
                        .append(':')
                        .append(frames[i].getLineNumber());
            }
        }
        return text.toString();
    }
}
