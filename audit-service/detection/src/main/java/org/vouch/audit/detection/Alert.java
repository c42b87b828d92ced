package org.vouch.audit.detection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/**
 * A rule saw something: the payload of AlertRaised on {@code audit.alerts}, which nobody but this service reads. Holds
 * counts and record ids; no subject, not even by pseudonym, but by its handle whom it asks to shield.
 *
 * @param id of rule, version, requester and episode: the same however often, in whatever order the log is read
 * @param distinctSubjects how many people within the window
 * @param refused how many of them were refused the last time
 * @param limit what the rule allows
 * @param windowStart where the window began
 * @param records the newest access records, at most {@value #MOST_RECORDS}, newest first, one a subject
 * @param incident what it belongs to: all alerts of one ring, or of one person in demand, have the same
 * @param features what else the rule measured, by name
 * @param shield the handle of the person in demand, null where nobody is to be shielded
 * @param thresholds the version of the thresholds that were in force, 0 for those that the service was started with
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Alert(
        UUID id,
        String rule,
        int ruleVersion,
        Requester requester,
        int distinctSubjects,
        int refused,
        int limit,
        Duration window,
        Instant windowStart,
        Instant firstAt,
        Instant lastAt,
        List<UUID> records,
        Effect effect,
        UUID incident,
        SortedMap<String, Double> features,
        @Nullable String shield,
        int thresholds) {
    public static final String TOPIC = "audit.alerts";
    public static final String EVENT_TYPE = "org.vouch.audit.AlertRaised.v1";
    public static final int MOST_RECORDS = 20;

    /** Whom the alert is about. */
    public record Requester(String id, CallerKind kind, @Nullable String label) {
        static Requester of(Look look) {
            return new Requester(look.requester(), look.kind(), look.label());
        }

        @Override
        public String toString() {
            return "Requester[" + kind + "]";
        }
    }

    public Alert {
        records = List.copyOf(records);
        features = new TreeMap<>(features);
    }

    Alert shielding(@Nullable String handle) {
        return with(handle, thresholds);
    }

    /** The same, found while these thresholds were in force. */
    public Alert under(int version) {
        return with(shield, version);
    }

    private Alert with(@Nullable String handle, int version) {
        return new Alert(
                id,
                rule,
                ruleVersion,
                requester,
                distinctSubjects,
                refused,
                limit,
                window,
                windowStart,
                firstAt,
                lastAt,
                records,
                effect,
                incident,
                features,
                handle,
                version);
    }

    /** A name-based UUID (version 8, SHA-256) of the parts. */
    public static UUID idOf(Object... parts) {
        var name = new StringBuilder();
        for (var part : parts) {
            name.append(part).append('\0');
        }
        try {
            var hash = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(name.toString().getBytes(StandardCharsets.UTF_8)));
            var high = (hash.getLong() & ~0xF000L) | 0x8000L;
            var low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "Alert[" + rule + " " + id + "]";
    }
}
