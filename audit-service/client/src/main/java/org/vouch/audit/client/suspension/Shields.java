package org.vouch.audit.client.suspension;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.inbox.ReceivedEvent;

/**
 * Who is suddenly in demand and so shielded: no resident looks at them, only clients whose posts are enrolled do. Part of
 * what {@link Suspensions} reads, and known when that is.
 *
 * <p>A shield names nobody. It stands under a {@linkplain #handleOf handle}, a hash of the person's id: the id has 122 random
 * bits, so a service recognises whom it knows already, and learns of no one else.
 */
@ApplicationScoped
public class Shields {
    /** What the access record says of a look that a shield refused. */
    public static final String REASON = "subject-shielded";

    static final String SHIELDED = "org.vouch.audit.SubjectShielded.v1";
    static final String UNSHIELDED = "org.vouch.audit.SubjectUnshielded.v1";
    private static final String KEY = "shield:";
    private static final String DOMAIN = "vouch shield v1\0";
    private static final int HANDLE_BYTES = 16;
    private static final Logger LOG = Logger.getLogger(Shields.class);

    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    /** What this service reads of SubjectShielded. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Shielded(@Nullable String subject, @Nullable Instant until) {}

    Shields(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** SHA-256 of a fixed text and the person's id, cut to 16 bytes, as lower-case hex. */
    public static String handleOf(UUID person) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest((DOMAIN + person).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, HANDLE_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** The key of what {@code audit.enforcements} says about a handle; no requester has such an id. */
    public static String keyOf(String handle) {
        return KEY + handle;
    }

    /** Whether a shield keeps {@code caller} from this person. Everybody's own data stay open. */
    public boolean closedTo(Caller caller, @Nullable UUID subject) {
        return caller.kind() == CallerKind.RESIDENT
                && subject != null
                && shielded(subject)
                && !subject.toString().equals(caller.id());
    }

    /** Until when a shield stands under this handle; empty where none was told. */
    public Optional<Instant> until(String handle) {
        return Optional.ofNullable(ends.get(handle));
    }

    boolean shielded(UUID person) {
        var end = ends.get(handleOf(person));
        return end != null && clock.instant().isBefore(end);
    }

    /** False where it is about something else. */
    boolean apply(ReceivedEvent event) {
        switch (event.type()) {
            case SHIELDED -> shield(event.payload());
            case UNSHIELDED -> forget(event.key());
            default -> {
                return false;
            }
        }
        return true;
    }

    void forget(String key) {
        if (key.startsWith(KEY)) {
            ends.remove(key.substring(KEY.length()));
        }
    }

    private void shield(String payload) {
        try {
            Shielded read = json.readerFor(Shielded.class).readValue(payload);
            if (read.subject() != null && read.until() != null) {
                ends.put(read.subject(), read.until());
            } else {
                LOG.error("a shield without a subject or an end");
            }
        } catch (JsonProcessingException e) {
            LOG.error("a shield cannot be read");
        }
    }
}
