package org.vouch.local;

import java.nio.file.FileSystemException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.vouch.local.platform.StartFailed;

/** Why something went wrong, as a sentence for the person at the terminal instead of a stack trace. */
final class Complaint {

    private Complaint() {}

    static String about(Throwable failure) {
        if (failure instanceof StartFailed || failure instanceof IllegalArgumentException) {
            return String.valueOf(failure.getMessage());
        }
        Set<String> reasons = new LinkedHashSet<>();
        for (@Nullable Throwable one = failure; one != null; one = one.getCause()) {
            if (!(one instanceof CompletionException)) {
                reasons.add(said(one));
            }
        }
        return String.join(": ", reasons);
    }

    private static String said(Throwable one) {
        String message = one.getMessage();
        if (message == null || message.isBlank()) {
            return one.getClass().getSimpleName();
        }
        // Of these the message is a file's name alone, where the system gave no reason.
        return one instanceof FileSystemException system && system.getReason() == null
                ? one.getClass().getSimpleName() + " " + message
                : message;
    }
}
