package org.vouch.audit.notifications;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.vouch.audit.detection.Effect;

/** Notifications that are still to be sent. */
public interface Notices {
    /** An alert that has been raised. */
    record Raised(UUID alert, String rule, Effect effect, UUID incident, Instant at) {}

    /** Which channels there are. */
    record Channels(boolean webhook, boolean mail) {}

    /** A call that is due; the number of this attempt begins with 1. */
    record Call(UUID id, String body, int attempt) {
        @Override
        public String toString() {
            return "Call[" + id + "]";
        }
    }

    /** A mail that is due about so many alerts of an incident; the number of this attempt begins with 1. */
    record Mail(UUID incident, int alerts, List<String> rules, int attempt) {}

    /**
     * Makes the notifications of alerts that were raised since the last time, in one transaction, each once; how many
     * changes of alerts it took.
     */
    Uni<Integer> make(Channels channels, Function<Raised, String> body, Instant now);

    /** Takes some calls that are due: nobody else gets them for as long as {@code lease}. */
    Uni<List<Call>> takeCalls(Instant now, Duration lease);

    /** The call was answered, or is given up. */
    Uni<Void> forget(Call call);

    Uni<Void> again(Call call, Instant at);

    /** Takes some mails that are due, as with calls. */
    Uni<List<Mail>> takeMails(Instant now, Duration lease);

    /** The mail went out, or is given up; what has come in meanwhile waits until {@code next}. */
    Uni<Void> sent(Mail mail, Instant next);

    Uni<Void> again(Mail mail, Instant at);
}
