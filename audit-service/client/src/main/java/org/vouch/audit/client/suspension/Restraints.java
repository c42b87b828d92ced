package org.vouch.audit.client.suspension;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.inbox.ReceivedEvent;

/**
 * Who looks at others slowly for a while, and who has to sign in again before they do: less than a suspension, for what
 * somebody else may have brought about. Part of what {@link Suspensions} reads, and known when that is.
 */
@ApplicationScoped
public class Restraints {
    static final String THROTTLED = "org.vouch.audit.RequesterThrottled.v1";
    static final String STEPPED_UP = "org.vouch.audit.SignInDemanded.v1";
    private static final String THROTTLE_KEY = "throttle:";
    private static final String STEP_UP_KEY = "sign-in:";
    private static final Logger LOG = Logger.getLogger(Restraints.class);

    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, Instant> throttled = new ConcurrentHashMap<>();
    private final Map<String, Instant> signInSince = new ConcurrentHashMap<>();

    /** What this service reads of either event: a throttle is over at {@code until}, a sign-in is good from {@code at}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Restraint(String requester, @Nullable Instant at, @Nullable Instant until) {}

    Restraints(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** The key of what {@code audit.enforcements} says of a throttle; no requester has such an id. */
    public static String throttleKeyOf(String requester) {
        return THROTTLE_KEY + requester;
    }

    /** The key of what it says of a sign-in that is asked for. */
    public static String signInKeyOf(String requester) {
        return STEP_UP_KEY + requester;
    }

    public boolean throttled(Caller caller) {
        var end = throttled.get(caller.id());
        return end != null && clock.instant().isBefore(end);
    }

    /**
     * Since when the caller would have to have signed in; empty where they have, or nobody asks for it. In whole seconds, as
     * tokens tell it. A token that does not tell was issued before.
     */
    public Optional<Instant> signInMissing(Caller caller) {
        var since = signInSince.get(caller.id());
        var signedIn = caller.signedInAt();
        return since == null || signedIn != null && !signedIn.isBefore(since) ? Optional.empty() : Optional.of(since);
    }

    /** False where it is about something else. */
    boolean apply(ReceivedEvent event) {
        switch (event.type()) {
            case THROTTLED ->
                read(event.payload()).ifPresent(throttle -> {
                    if (throttle.until() != null) {
                        throttled.put(throttle.requester(), throttle.until());
                    }
                });
            case STEPPED_UP ->
                read(event.payload()).ifPresent(demand -> {
                    if (demand.at() != null) {
                        signInSince.put(demand.requester(), demand.at().truncatedTo(ChronoUnit.SECONDS));
                    }
                });
            default -> {
                return false;
            }
        }
        return true;
    }

    void forget(String key) {
        if (key.startsWith(THROTTLE_KEY)) {
            throttled.remove(key.substring(THROTTLE_KEY.length()));
        }
        if (key.startsWith(STEP_UP_KEY)) {
            signInSince.remove(key.substring(STEP_UP_KEY.length()));
        }
    }

    private Optional<Restraint> read(String payload) {
        try {
            Restraint read = json.readerFor(Restraint.class).readValue(payload);
            return Optional.of(read).filter(one -> one.requester() != null);
        } catch (JsonProcessingException e) {
            LOG.error("a restraint cannot be read");
            return Optional.empty();
        }
    }
}
